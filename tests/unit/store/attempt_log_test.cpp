// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/attempt_log.h"
#include "core/store/small_file.h"
#include "tests/support/manual_time.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using store::AttemptLog;
using store::Stopwatch;

namespace {

constexpr AttemptLog::Limits kLimits{.unlocks = 5, .logins = 3, .lockout = 100s};

struct Door {
    AttemptLog open(std::string_view boot = "first")
    {
        return AttemptLog{folder.path, kLimits, Stopwatch{time, boot}};
    }

    std::filesystem::path file() const { return folder.path / "attempts"; }

    TempFolder folder;
    ManualTime time;
};

}  // namespace

TEST_CASE("Failures are counted across restarts and told once")
{
    Door door;
    const auto first = toMs(door.time.wallNow());
    CHECK(door.open().countUnlock());
    door.time.advance(1h);
    CHECK(door.open().countLogin());
    auto log = door.open();
    (void)log.countUnlock();
    log.takeBack();  // the relay did not answer
    const auto failed = log.clear();
    CHECK(failed.count == 2);
    CHECK(failed.sinceMs == first);
    CHECK(log.clear().count == 0);
    CHECK(door.open().clear().count == 0);
    CHECK_FALSE(std::filesystem::exists(door.file()));
}

TEST_CASE("Five failed unlocks use up the short way, whatever restarts between them")
{
    Door door;
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(door.open().unlocksUsedUp());
        CHECK(door.open().countUnlock());
    }
    auto log = door.open();
    CHECK(log.unlocksUsedUp());
    CHECK_FALSE(log.lockedOutFor());
    (void)log.clear();
    CHECK_FALSE(door.open().unlocksUsedUp());
}

TEST_CASE("A lock-out doubles with each round of failures, up to a day")
{
    Door door;
    auto log = door.open();
    std::vector<std::chrono::milliseconds> waits;
    for (int round = 0; round < 14; ++round) {
        for (int i = 0; i < 3; ++i) {
            CHECK_FALSE(log.lockedOutFor());
            (void)log.countLogin();
        }
        waits.push_back(log.lockedOutFor().value());
        door.time.advance(waits.back() - 1ms);
        CHECK(log.lockedOutFor() == 1ms);
        door.time.advance(1ms);
    }
    CHECK(waits.front() == 100s);
    CHECK(waits.at(1) == 200s);
    CHECK(waits.at(2) == 400s);
    CHECK(waits.back() == 24h);
}

TEST_CASE("Setting the clock does not shorten a lock-out")
{
    Door door;
    for (int i = 0; i < 3; ++i)
        (void)door.open().countLogin();
    door.time.advance(40s);
    const auto years = GENERATE(-10, 10);
    door.time.setWall(door.time.wallNow() + std::chrono::years{years});
    CHECK(door.open().lockedOutFor() == 60s);
    door.time.advance(60s);
    CHECK_FALSE(door.open().lockedOutFor());
}

TEST_CASE("After a restart of the machine the wall clock counts, and set back it begins anew")
{
    Door door;
    for (int i = 0; i < 3; ++i)
        (void)door.open().countLogin();
    door.time.advance(40s);
    CHECK(door.open("second").lockedOutFor() == 60s);
    door.time.setWall(door.time.wallNow() - 24h);
    CHECK(door.open("second").lockedOutFor() == 100s);
    door.time.advance(100s);
    CHECK_FALSE(door.open("second").lockedOutFor());
}

TEST_CASE("A guessed address gets no folder, but its failures count")
{
    Door door;
    AttemptLog log{door.folder.path / "nobody", kLimits, Stopwatch{door.time, "first"}};
    for (int i = 0; i < 3; ++i)
        CHECK_FALSE(log.countLogin());
    CHECK(log.lockedOutFor() == 100s);
    CHECK_FALSE(std::filesystem::exists(door.folder.path / "nobody"));
}

TEST_CASE("A damaged file counts as the most failures there may be", "[I]")
{
    Door door;
    (void)door.open().countUnlock();
    auto file = contentOf(door.file());
    const auto damage = GENERATE(0, 1, 2, 3, 4);
    if (damage == 0)
        file.clear();
    else if (damage == 1)
        file.pop_back();
    else if (damage == 2)
        file.push_back(0);
    else if (damage == 3)
        file.at(20) ^= 1;
    else  // with a checksum that fits: counts that we never write
        file = store::framed({"SOTTOATT", 1, 56}, Bytes(56, 0xFF));
    writeContent(door.file(), file);
    auto log = door.open();
    CHECK(log.unlocksUsedUp());
    CHECK(log.lockedOutFor() == 100s);
    door.time.advance(100s);
    CHECK_FALSE(door.open().lockedOutFor());  // and was written anew, so that it ends
}
