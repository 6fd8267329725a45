// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/syslog/fail_mode.h"
#include "core/syslog/spool.h"
#include "tests/unit/audit/audit_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::syslog;

namespace {

SpoolPart partFrom(const audit::test::Fixture& log, LogPlace from, std::size_t most = 1 << 20)
{
    auto part = readSpool(log.folder, from, most);
    REQUIRE(part);
    return *std::move(part);
}

}  // namespace

TEST_CASE("Small parts one after another are the whole log")
{
    audit::test::Fixture log;
    log.add(40);
    std::vector<std::string> seen;
    LogPlace place;
    for (auto part = partFrom(log, place, 1); !part.lines.empty(); part = partFrom(log, place, 1)) {
        seen.insert(seen.end(), part.lines.begin(), part.lines.end());
        place = part.end;
    }
    CHECK(seen == log.lines());
    log.add();
    CHECK(partFrom(log, place).lines == std::vector{log.lines().back()});
}

TEST_CASE("A half-written line waits until it is closed; a line that is no record is passed over")
{
    audit::test::Fixture log;
    log.add(2);
    const auto whole = log.text();
    log.write(whole + "{\"seq\":9");
    auto part = partFrom(log, {});
    CHECK(part.lines.size() == log.lines().size() - 1);
    CHECK(part.end == LogPlace{1, whole.size()});
    log.write(whole + std::string(10'000, 'x') + "\nnothing\n" + log.lines().front() + '\n');
    CHECK(partFrom(log, part.end).lines == std::vector{log.lines().front()});
    log.write(whole + std::string(100'000, 'x'));
    auto past = partFrom(log, part.end, 1);
    CHECK(past.lines.empty());
    CHECK(past.end > part.end);
}

TEST_CASE("The next file follows, and a place in a file that is gone is the next one's beginning")
{
    audit::test::Fixture log;
    log.add(2);
    const auto first = log.lines();
    std::ofstream{log.folder / audit::segmentName(3), std::ios::binary} << first.front() << '\n';
    auto part = partFrom(log, {});
    CHECK(part.lines.size() == first.size() + 1);
    CHECK(part.end == LogPlace{3, first.front().size() + 1});
    CHECK(partFrom(log, {2, 77}).lines == std::vector{first.front()});
    CHECK(*waitingBytes(log.folder, {1, 10}) == log.text().size() - 10 + first.front().size() + 1);
}

TEST_CASE("The place is kept; a damaged file is the beginning")
{
    audit::test::Fixture log;
    CHECK(loadSpoolState(log.folder).kept == LogPlace{});
    REQUIRE(saveSpoolState(log.folder, {{4, 4711}, 99}));
    CHECK(loadSpoolState(log.folder).kept == LogPlace{4, 4711});
    CHECK(loadSpoolState(log.folder).failingSinceMs == 99);
    for (const auto* damaged : {"", "SOTTOSY1 4 4711", "SOTTOSY1 4 4711 99", "SOTTOSY2 4 4711 99 .",
                                "SOTTOSY1 99999999999999999999999 1 1 .", "\xFF\xFE"}) {
        std::ofstream{log.folder / "collector", std::ios::binary | std::ios::trunc} << damaged;
        CHECK(loadSpoolState(log.folder).kept == LogPlace{});
    }
}

TEST_CASE("Policy says whether a collector that is away holds back what leaves the vault")
{
    using Mode = FailRules::Mode;
    audit::test::Fixture log;
    log.add(30);
    const auto now = log.time.wallNow();
    const auto held = [&](Mode mode, std::int64_t failingSinceMs, std::uint64_t spool = 1 << 20) {
        REQUIRE(saveSpoolState(log.folder, {{1, 0}, failingSinceMs}));
        return isHeldBack({mode, spool}, log.folder, now);
    };
    const auto before = [&](std::chrono::milliseconds time) { return toMs(now - time); };
    using namespace std::chrono_literals;
    CHECK_FALSE(held(Mode::Warn, before(48h)));
    CHECK_FALSE(held(Mode::Block, 0));
    CHECK(held(Mode::Block, before(1s)));
    CHECK_FALSE(held(Mode::BlockAfter24h, before(23h)));
    CHECK(held(Mode::BlockAfter24h, before(24h)));
    CHECK(held(Mode::BlockAfter24h, before(1s), 100));
}
