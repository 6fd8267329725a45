// SPDX-License-Identifier: GPL-3.0-or-later
// The oldest file of the activity log goes, and the power goes at each step of it: the record is
// there before the file is not, and what was begun is brought to its end.
#include "tests/fault/audit/cut_disk.h"
#include "tests/unit/audit/pruned_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::audit;
using namespace sotto::fault;
using sotto::audit::test::Aged;
namespace fs = std::filesystem;

TEST_CASE("The power may go at every step of removing the oldest file", "[fault]")
{
    int points = 0, fileStayed = 0, fileWent = 0;
    for (bool isCut = true; isCut; ++points) {
        for (const auto left : {Left::Nothing, Left::Half, Left::All}) {
            INFO("call " << points + 1 << ", left of it: " << static_cast<int>(left));
            Aged at;
            at.live(std::chrono::days{2300}, std::chrono::days{30});
            const auto before = at.allLines();
            int ignored = 0;
            isCut = runUntil(points + 1, left, ignored, [&](int) { (void)at.tryPrune(); });

            const bool isThere = fs::exists(at.file(1));
            (isThere ? fileStayed : fileWent) += 1;
            const auto found = at.check();
            CHECK((found.verdict == Verdict::Ok || found.verdict == Verdict::HalfWritten ||
                   found.field == "state"));                   // as any append that was cut off
            CHECK((isThere || found.verdict == Verdict::Ok));  // the record came first
            CHECK((isThere || found.pruned > 0));

            at.open();  // the next start
            at.add(1);
            REQUIRE(at.prune() == isThere);
            CHECK_FALSE(fs::exists(at.file(1)));
            CHECK(at.countOf(EventKind::LogPruned) == 1);
            const auto after = at.check();
            CHECK(after.verdict == Verdict::Ok);
            CHECK(after.restarts == 0);
            CHECK_FALSE(after.prunedUntil.empty());
            // Of what was recorded, only what was named is gone.
            const auto now = at.allLines();
            CHECK(std::equal(before.begin() + static_cast<std::ptrdiff_t>(after.pruned),
                             before.end(), now.begin()));
        }
    }
    WARN(points << " calls, three ways each");
    CHECK(points > 4);
    CHECK(fileStayed > 0);
    CHECK(fileWent > 0);
}
