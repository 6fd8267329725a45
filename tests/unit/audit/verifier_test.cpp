// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/audit/audit_fixture.h"

#include <catch2/generators/catch_generators.hpp>

#include <functional>
#include <map>

using namespace sotto;
using namespace sotto::audit;
using sotto::audit::test::Fixture;
namespace fs = std::filesystem;

namespace {

void replaceFirst(std::string& text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A record is one line of JSON in a fixed order")
{
    Fixture f;
    f.add(EventKind::LoginOk);
    const auto line = f.lines().front();
    CHECK(line.starts_with(
        R"({"seq":1,"ts_utc":"2026-11-18T11:06:41.000Z","boottime_ms":1001000,"boot_id":"boot-1",)"
        R"("tz_src":"system","install_id":"install-7f3a","user":")"));
    CHECK(line.find(R"("event":"login_ok","outcome":"success","object":"SEC-C4",)"
                    R"("detail":{"cause":"idle","count":"3"},"prev":")" +
                    std::string(64, '0') + R"(","mac":")") != std::string::npos);
    CHECK(line.ends_with("\"}"));
    CHECK(line.find("a@b.example") == std::string::npos);
}

TEST_CASE("A whole log is found good, with its key and without")
{
    Fixture f;
    CHECK(f.check().verdict == Verdict::Ok);
    f.add(20);
    const auto withKey = f.check();
    CHECK(withKey.verdict == Verdict::Ok);
    CHECK(withKey.records == 20);
    CHECK(withKey.codesFrom == 1);
    CHECK(f.check(false).verdict == Verdict::Ok);
    CHECK(f.check(false).codesFrom == 0);
    CHECK(f.keys().size() == 1);
    f.open();
    f.add();
    CHECK(f.check().records == 21);
    CHECK(f.keys().size() == 1);
}

TEST_CASE("An altered, missing, double or moved record is found")  // I-9
{
    struct Row {
        const char* name;
        std::function<void(std::vector<std::string>&)> forge;
        Verdict verdict;
        bool foundWithoutKey;
    };

    using Lines = std::vector<std::string>;
    const auto row = GENERATE(
        Row{"outcome", [](Lines& l) { replaceFirst(l[4], "success", "failure"); }, Verdict::Altered,
            true},
        Row{"user", [](Lines& l) { replaceFirst(l[4], "\"user\":\"", "\"user\":\"0"); },
            Verdict::Altered, true},
        Row{"time", [](Lines& l) { replaceFirst(l[0], "2026", "2025"); }, Verdict::Altered, true},
        Row{"mac", [](Lines& l) { l[4][l[4].size() - 3] ^= 1; }, Verdict::Altered, true},
        Row{"last", [](Lines& l) { replaceFirst(l[9], "success", "failure"); }, Verdict::Altered,
            true},
        Row{"no record", [](Lines& l) { l[4] = "{}"; }, Verdict::Altered, true},
        Row{"extra member", [](Lines& l) { replaceFirst(l[4], "{\"seq", "{\"a\":\"\",\"seq"); },
            Verdict::Altered, true},
        Row{"space", [](Lines& l) { l[4] += ' '; }, Verdict::Altered, true},
        Row{"carriage return", [](Lines& l) { l[4] += '\r'; }, Verdict::Altered, true},
        Row{"escape", [](Lines& l) { replaceFirst(l[4], "SEC-C4", "\x1b[2J"); }, Verdict::Altered,
            true},
        Row{"too long", [](Lines& l) { l[4].insert(5, 5000, '1'); }, Verdict::Altered, true},
        Row{"deleted", [](Lines& l) { l.erase(l.begin() + 4); }, Verdict::Gap, true},
        Row{"first deleted", [](Lines& l) { l.erase(l.begin()); }, Verdict::Gap, true},
        Row{"double", [](Lines& l) { l.insert(l.begin() + 4, l[4]); }, Verdict::Gap, true},
        Row{"swapped", [](Lines& l) { std::swap(l[4], l[5]); }, Verdict::Gap, true},
        Row{"cut", [](Lines& l) { l.resize(7); }, Verdict::Truncated, true},
        Row{"emptied", [](Lines& l) { l.clear(); }, Verdict::Truncated, true});
    CAPTURE(row.name);
    Fixture f;
    f.add(10);
    auto lines = f.lines();
    row.forge(lines);
    f.write(lines);
    CHECK(f.check().verdict == row.verdict);
    CHECK(f.check(false).verdict == row.verdict);
    for (const char c : toLine(f.check()) + toJson(f.check()))
        CHECK((c >= 0x20 && c <= 0x7E));
}

TEST_CASE("Who reads along gets each record once, also after a fault; the verdict is the same")
{
    Fixture f;
    f.add(10);
    auto lines = f.lines();
    replaceFirst(lines[4], "success", "failure");
    lines.insert(lines.begin() + 7, "no record");
    f.write(lines);
    std::vector<std::uint64_t> read;
    const auto report =
        verify(f.folder, {}, [&read](const ParsedRecord& record) { read.push_back(record.seq); });
    CHECK(read == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    const auto alone = f.check(false);
    CHECK(report.verdict == alone.verdict);
    CHECK(report.badSeq == alone.badSeq);
    CHECK(report.file == alone.file);
    CHECK(report.line == alone.line);
}

TEST_CASE("A forger who computes the hashes anew is found by the codes")
{
    Fixture f;
    f.add(5);
    auto lines = f.lines();
    fs::remove(f.folder / "state");  // and takes away what the state knows
    replaceFirst(lines.back(), "success", "failure");
    f.write(lines);
    CHECK(f.check(false).verdict == Verdict::Ok);
    const auto report = f.check();
    CHECK(report.verdict == Verdict::Altered);
    CHECK(report.field == "mac");
    CHECK(report.badSeq == 5);
}

TEST_CASE("Every change of one bit is found")
{
    Fixture f;
    f.add(2);
    const auto good = f.text();
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto bad = good;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 8)));
        f.write(bad);
        INFO(i);
        CHECK(f.check().verdict != Verdict::Ok);
    }
}

TEST_CASE("A log that was cut anywhere is read without harm and never found whole")
{
    Fixture f;
    f.add(3);
    const auto good = f.text();
    for (std::size_t length = 0; length < good.size(); ++length) {
        f.write(good.substr(0, length));
        INFO(length);
        CHECK(f.check().verdict != Verdict::Ok);
    }
}

TEST_CASE("Nothing but plain ids gets into a record")
{
    Fixture f;
    const auto object = GENERATE(std::string{"Jane Doe"}, std::string{"a\"b"}, std::string{"a\nb"},
                                 std::string{"a\\"}, std::string{"J\xC3\xB6rg"},
                                 std::string(129, 'a'), std::string{"a@b.example"});
    const auto failed = f.log->append({EventKind::Export, Outcome::Success, {}, object, {}});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Errc::Malformed);
    CHECK(f.text().empty());
    const auto place = AuditLog::Place{f.folder, object, "boot"};
    CHECK_FALSE(AuditLog::open(place, f.time.time()));
}

TEST_CASE("A clock that was set to any year still gives a record that can be read")
{
    Fixture f;
    const auto year = GENERATE(-5000, 0, 1970, 2036, 9999, 12000);
    f.time.setWall(std::chrono::sys_days{std::chrono::year{year} / 3 / 1});
    REQUIRE(f.log->append({EventKind::Lock}));
    CHECK(f.check().verdict == Verdict::Ok);
}

TEST_CASE("Every kind of event has a name of its own")
{
    std::map<std::string_view, int> names;
    for (int i = 0; i < static_cast<int>(kEventKinds); ++i)
        ++names[toName(static_cast<EventKind>(i))];
    CHECK(names.size() == kEventKinds);
    CHECK(toName(EventKind::LoginOk) == "login_ok");
    CHECK(toName(EventKind::PolicyRejected) == "policy_rejected");
    CHECK(toName(EventKind::ChainRestarted) == "chain_restarted");
    CHECK(toName(EventKind::EpochRaised) == "epoch_raised");
    CHECK(toName(EventKind::OfflineOpened) == "offline_opened");
    CHECK(toName(EventKind::Heartbeat) == "heartbeat");
}
