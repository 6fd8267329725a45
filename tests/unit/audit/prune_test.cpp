// SPDX-License-Identifier: GPL-3.0-or-later
// The oldest part of the activity log goes under the retention rule (45 CFR 164.316(b)(2)(i)).
#include "core/audit/exception_report.h"
#include "core/audit/log_export.h"
#include "core/audit/log_reader.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "tests/unit/audit/pruned_fixture.h"

#include <algorithm>

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Aged;
using Days = std::chrono::days;
namespace fs = std::filesystem;

TEST_CASE("A whole file that is older than six years goes, and the log says so and verifies")
{
    Aged f;
    const auto last = parseRecord(f.linesOf(1).back())->seq;
    const std::string until{parseRecord(f.linesOf(1).back())->ts};
    f.live(kLeastRetention - Days{40});
    CHECK_FALSE(f.prune());  // 40 days too young
    CHECK(fs::exists(f.file(1)));
    CHECK(f.countOf(EventKind::LogPruned) == 0);
    f.live(Days{60});
    CHECK(f.prune());
    CHECK_FALSE(fs::exists(f.file(1)));
    CHECK(f.countOf(EventKind::LogPruned) == 1);
    f.add(2);
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Ok);
    CHECK(report.pruned == last);
    CHECK(report.prunedUntil == until);
    CHECK(report.codesFrom == last + 1);  // by the key that was sealed for the first record
    CHECK(report.records == f.allLines().size());
    CHECK(toLine(report).find("; earlier records, to " + until.substr(0, 10) +
                              ", were removed under the retention rule") != std::string::npos);
    CHECK(toJson(report).find("\"pruned\":" + std::to_string(last)) != std::string::npos);
}

TEST_CASE("One file goes at a time, the oldest first, and never the newest")
{
    Aged f;
    f.live(Days{3 * 2192});
    const auto files = listSegments(f.folder)->size();
    REQUIRE(files > 6);
    std::size_t gone = 0;
    while (f.prune()) {
        ++gone;
        CHECK(listSegments(f.folder)->front() == gone + 1);
        REQUIRE(f.check().verdict == Verdict::Ok);
    }
    CHECK(gone > 2);
    CHECK(gone < files);
    const auto newestGone = fromUtc(f.check().prunedUntil);
    REQUIRE(newestGone);
    CHECK(f.time.wallNow() - *newestGone >= kLeastRetention);
}

TEST_CASE("The limit of policy counts, and none below six years")
{
    Aged f;
    f.rules.limit = Days{1};
    f.live(Days{2100});
    CHECK_FALSE(f.prune());
    f.rules.limit = Days{3653};
    f.live(Days{200});
    CHECK_FALSE(f.prune());
    f.live(Days{1500});
    CHECK(f.prune());
    CHECK(f.check().verdict == Verdict::Ok);
}

TEST_CASE("What no collector has taken stays, and so does what no checkpoint follows")
{
    Aged f;
    f.live(Days{2300});
    f.rules.isShipped = [&f](std::uint64_t segment, std::uint64_t bytes) {
        CHECK(segment == 1);
        CHECK(bytes == fs::file_size(f.file(1)));
        return false;
    };
    CHECK_FALSE(f.prune());
    f.rules.isShipped = {};
    CHECK_FALSE(f.prune());
    f.rules.isShipped = [](std::uint64_t, std::uint64_t) { return true; };
    CHECK(f.prune());

    Aged unsigned_;
    const auto segments = listSegments(unsigned_.folder);
    REQUIRE(segments);
    for (const auto number : *segments)
        fs::remove(unsigned_.file(number));
    fs::remove(unsigned_.folder / "state");
    unsigned_.place.checkpointEvery = 0;
    unsigned_.open();
    while (!fs::exists(unsigned_.file(2)))
        unsigned_.add();
    unsigned_.live(Days{2300});
    CHECK_FALSE(unsigned_.prune());
    REQUIRE(unsigned_.log->checkpoint());
    CHECK(unsigned_.prune());
}

TEST_CASE("A clock that is set forward makes nothing old")
{
    Aged f;
    f.live(Days{100});
    f.time.setWall(f.time.wallNow() + Days{4000});
    CHECK_FALSE(f.prune());
    f.add(5);
    CHECK_FALSE(f.prune());
    f.live(Days{500});
    CHECK_FALSE(f.prune());
    f.live(Days{1700});  // now the log has lived for long enough
    CHECK(f.prune());
    CHECK(f.check().verdict == Verdict::Ok);
}

TEST_CASE("A clock that was set back for a while holds nothing up for ever")
{
    Aged f;
    f.live(Days{1000});
    const auto right = f.time.wallNow();
    f.time.setWall(right - Days{8000});
    f.add(3);
    f.time.setWall(right);
    f.live(Days{1240});
    CHECK(f.prune());
    CHECK(f.check().verdict == Verdict::Ok);
}

TEST_CASE("A part that does not hold together is evidence and stays")
{
    using Lines = std::vector<std::string>;
    const std::vector<std::pair<const char*, void (*)(Lines&)>> deeds{
        {"edited", [](Lines& l) { l[2].replace(l[2].find("SEC-C4"), 6, "SEC-C5"); }},
        {"deleted", [](Lines& l) { l.erase(l.begin() + 2); }},
        {"end cut", [](Lines& l) { l.pop_back(); }},
        {"not a record", [](Lines& l) { l[3] = "hello"; }},
        {"time that is none",
         [](Lines& l) { l[3].replace(l[3].find("ts_utc\":\"") + 9, 4, "9x99"); }},
        {"empty", [](Lines& l) { l.clear(); }}};
    for (const auto& [name, deed] : deeds) {
        INFO(name);
        Aged f;
        f.live(Days{2300});
        auto lines = f.linesOf(1);
        deed(lines);
        f.writeTo(1, lines);
        CHECK_FALSE(f.prune());
        CHECK(fs::exists(f.file(1)));
        CHECK(f.countOf(EventKind::LogPruned) == 0);
    }
}

TEST_CASE("A log whose chain had to begin anew keeps all that was before")
{
    Aged f;
    f.live(Days{2300});
    std::ofstream{f.folder / "state", std::ios::trunc} << "damaged";
    CHECK_FALSE(f.prune());
    CHECK(fs::exists(f.file(1)));
}

TEST_CASE("A death between the record and the removal is made up for, without a second record")
{
    Aged f;
    f.live(Days{2300});
    const auto old = f.linesOf(1);
    REQUIRE(f.prune());
    f.writeTo(1, old);  // as if the removal had not come to the disk
    CHECK(f.check().verdict == Verdict::Ok);
    CHECK(f.check().pruned == 0);  // nothing is missing
    CHECK(f.prune());
    CHECK_FALSE(fs::exists(f.file(1)));
    CHECK(f.countOf(EventKind::LogPruned) == 1);
    CHECK(f.check().verdict == Verdict::Ok);
}

TEST_CASE("Who has no more time removes nothing; a folder that is not there is an error")
{
    Aged f;
    f.live(Days{2300});
    f.stop = true;
    CHECK_FALSE(f.prune());
    f.place.folder = "/nowhere/at/all";
    CHECK_FALSE(f.tryPrune());
}

TEST_CASE("Who reads the log learns that it does not begin with its first record")
{
    Aged f;
    f.live(Days{2300});
    const std::string until{parseRecord(f.linesOf(1).back())->ts};
    const auto sink = [](std::string_view) {};
    CHECK(exportLog(f.folder, ExportFormat::Csv, {}, {}, sink)->prunedUntil.empty());
    REQUIRE(f.prune());
    CHECK(exportLog(f.folder, ExportFormat::Csv, {}, {}, sink)->prunedUntil == until);
    CHECK(exportLog(f.folder, ExportFormat::Raw, {}, {}, sink)->notRecords == 0);

    ExceptionRules rules;
    rules.utcOffset = [](WallTime) { return std::chrono::seconds{0}; };
    const auto report = reportExceptions(f.folder, rules);
    REQUIRE(report);
    CHECK(report->prunedUntil == until);
    f.add(EventKind::ReportReviewed);
    CHECK(reportExceptions(f.folder, rules)->prunedUntil.empty());  // it begins at the review

    const std::atomic<bool> stop{false};
    const auto page = readNewest(f.folder, {}, 10'000, stop);
    REQUIRE(page);
    CHECK(page->newestFirst.size() == f.allLines().size());
    CHECK(page->notRecords == 0);
}
