// SPDX-License-Identifier: GPL-3.0-or-later
// The activity log, and the power that goes at each of its writes: what was recorded stays,
// and the chain goes on.
#include "core/audit/audit_log.h"
#include "core/audit/audit_verifier.h"
#include "core/audit/record.h"
#include "tests/fault/audit/cut_disk.h"
#include "tests/unit/audit/audit_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::audit;
using namespace sotto::fault;
namespace fs = std::filesystem;

namespace {

/// Opens the log and records `count` times so many at once; one byte of report for each record
/// that is on the disk.
void record(audit::test::Fixture& at, int count, std::size_t atOnce, int report)
{
    auto log = AuditLog::open(at.place, at.time.time());
    const std::vector<Event> events(atOnce, {EventKind::Unlock, Outcome::Success, {}, "SEC-C4"});
    const std::string told(atOnce, 'r');
    for (int i = 0; log && i < count; ++i)
        if (log->append(events))
            tell(report, told);
}

std::size_t countOf(const fs::path& folder, std::string_view event)
{
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() != ".jsonl")
            continue;
        std::ifstream stream{entry.path(), std::ios::binary};
        for (std::string line; std::getline(stream, line);)
            if (const auto parsed = parseRecord(line); parsed && parsed->event == event)
                ++count;
    }
    return count;
}

/// All points of recording `count` times in a log that `prepare` made; it ends in that file.
int cutEverywhere(int count, std::size_t atOnce, std::uint64_t lastSegment,
                  const std::function<void(audit::test::Fixture&)>& prepare)
{
    int points = 0;
    for (bool isCut = true; isCut; ++points) {
        for (const auto left : {Left::Nothing, Left::Half, Left::All}) {
            INFO("call " << points + 1 << ", left of it: " << static_cast<int>(left));
            audit::test::Fixture at{audit::test::Fixture::Begin::Later};
            at.place.checkpointEvery = 4;
            prepare(at);
            const auto before = countOf(at.folder, "unlock");
            int recorded = 0;
            isCut = runUntil(points + 1, left, recorded,
                             [&](int report) { record(at, count, atOnce, report); });
            at.open();
            at.add(2);
            const auto found = countOf(at.folder, "unlock");
            CHECK(found >= before + static_cast<std::size_t>(recorded) + 2);
            CHECK(found <= before + static_cast<std::size_t>(recorded) + 2 + atOnce);  // under way
            const auto report = at.check();
            CHECK(report.verdict == Verdict::Ok);
            CHECK(report.restarts == 0);
            CHECK(report.codesFrom == 1);
            CHECK(report.file == segmentName(lastSegment));
        }
    }
    return points;
}

}  // namespace

TEST_CASE("The power may go at every write of a log that begins", "[fault]")
{
    const int points = cutEverywhere(9, 1, 1, [](audit::test::Fixture&) {});
    WARN(points << " calls, three ways each");
    CHECK(points > 50);
}

TEST_CASE("The power may go at every write of many records at once", "[fault]")
{
    const int points = cutEverywhere(3, 200, 1, [](audit::test::Fixture&) {});
    WARN(points << " calls, three ways each");
    CHECK(points > 20);
}

TEST_CASE("The power may go at every write where a full file is followed by the next", "[fault]")
{
    audit::test::Fixture full;
    full.place.checkpointEvery = 4;
    full.open();
    do
        full.add();
    while (fs::file_size(full.file()) < 8 * 1024 * 1024 - 600);
    const int points = cutEverywhere(6, 1, 2, [&](audit::test::Fixture& at) {
        fs::copy(full.folder, at.folder,
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        at.auditKey = full.auditKey.clone();
        at.place.auditKey = full.place.auditKey;
    });
    WARN(points << " calls, three ways each");
    CHECK(points > 20);
}
