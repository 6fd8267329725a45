// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/policy.h"
#include "core/platform/idle_deadline.h"
#include "tests/support/manual_time.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::platform;
using namespace std::chrono_literals;

namespace {

/// A clock that goes on while the scheduler does not: a machine asleep, a process stopped.
class SleepyClock final : public Clock {
public:
    explicit SleepyClock(test::ManualTime& time) : m_time(time) { }

    WallTime wallNow() const override { return m_time.wallNow(); }

    BootTime bootNow() const override { return m_time.bootNow() + m_slept; }

    void sleep(std::chrono::milliseconds by) { m_slept += by; }

private:
    test::ManualTime& m_time;
    std::chrono::milliseconds m_slept{0};
};

class FakeSource final : public IdleSource {
public:
    std::optional<std::chrono::milliseconds> idleFor() override
    {
        ++asked;
        return idle;
    }

    std::optional<std::chrono::milliseconds> idle = 0ms;
    int asked = 0;
};

struct Fixture {
    explicit Fixture(IdleLimits limits, IdleSource* source = nullptr)
        : deadline(Time{clock, time}, limits,
                   {[this](int left) { warnings.push_back(left); }, [this] { ++cancelled; },
                    [this] { expiredAt.push_back(clock.bootNow() - begin); }},
                   source)
    {
        deadline.start();
    }

    bool isExpired() const { return !expiredAt.empty(); }

    test::ManualTime time;
    SleepyClock clock{time};
    BootTime begin = time.bootNow();
    std::vector<int> warnings;
    int cancelled = 0;
    std::vector<BootTime> expiredAt;
    IdleDeadline deadline;
};

constexpr IdleLimits kTwoMinutes{120s, 30s, false};
constexpr IdleLimits kSessionWide{120s, 30s, true};

}  // namespace

TEST_CASE("A session that nobody touches expires at its deadline, once")
{
    Fixture f{kTwoMinutes};
    f.time.advance(120s - 1ms);
    CHECK_FALSE(f.isExpired());
    f.time.advance(1ms);
    CHECK(f.expiredAt == std::vector<BootTime>{120s});
    CHECK_FALSE(f.deadline.isRunning());
    f.time.advance(1h);
    CHECK(f.expiredAt.size() == 1);
    CHECK(f.time.pending() == 0);
}

TEST_CASE("The warning counts down each second, and input takes it away")
{
    Fixture f{kTwoMinutes};
    f.time.advance(89s);
    CHECK(f.warnings.empty());
    f.time.advance(3s);
    CHECK(f.warnings == std::vector{30, 29, 28});
    f.deadline.noteActivity();
    CHECK(f.cancelled == 1);
    f.deadline.noteActivity();
    CHECK(f.cancelled == 1);
    f.warnings.clear();
    f.time.advance(90s);
    CHECK(f.warnings == std::vector{30});
    f.time.advance(30s);
    CHECK(f.isExpired());
    CHECK(f.warnings.back() == 1);
    CHECK(f.cancelled == 1);  // the lock itself is no cancellation
}

TEST_CASE("Each input starts the limit anew")
{
    Fixture f{kTwoMinutes};
    for (int i = 0; i < 50; ++i) {
        f.time.advance(119s);
        f.deadline.noteActivity();
    }
    CHECK_FALSE(f.isExpired());
    f.time.advance(120s);
    CHECK(f.isExpired());
}

TEST_CASE("A warning that is as long as the limit is cut to half of it")
{
    Fixture f{{15s, 30s, false}};
    f.time.advance(7s);
    CHECK(f.warnings.empty());
    f.time.advance(1s);
    CHECK_FALSE(f.warnings.empty());
}

TEST_CASE("Without a warning time there is no warning")
{
    Fixture f{{15s, 0s, false}};
    f.time.advance(15s);
    CHECK(f.isExpired());
    CHECK(f.warnings.empty());
}

TEST_CASE("The wall clock has no say")  // J1, J2
{
    const auto years = GENERATE(-10, 10);
    Fixture f{kTwoMinutes};
    f.time.advance(60s);
    f.time.setWall(f.time.wallNow() + years * 365 * 24h);
    f.time.advance(60s - 1ms);
    CHECK_FALSE(f.isExpired());
    f.time.advance(1ms);
    CHECK(f.isExpired());
}

TEST_CASE("After a sleep past the deadline the first thing that happens is the lock")  // J5
{
    enum class First { Tick, Input, Look, NewLimits };
    const auto first = GENERATE(First::Tick, First::Input, First::Look, First::NewLimits);
    const auto slept = GENERATE(std::chrono::milliseconds{119s}, std::chrono::milliseconds{10h});
    Fixture f{kTwoMinutes};
    f.time.advance(1s);
    f.clock.sleep(slept);
    switch (first) {
    case First::Tick:
        f.time.advance(1s);
        break;
    case First::Input:
        f.deadline.noteActivity();
        break;
    case First::Look:
        f.deadline.check();
        break;
    case First::NewLimits:
        f.deadline.setLimits(kTwoMinutes);
        break;
    }
    CHECK(f.expiredAt.size() == 1);
    CHECK_FALSE(f.deadline.isRunning());
    f.deadline.noteActivity();
    f.time.advance(1h);
    CHECK(f.expiredAt.size() == 1);
}

TEST_CASE("A short sleep counts as time without input")
{
    Fixture f{kTwoMinutes};
    f.clock.sleep(100s);
    f.time.advance(1s);
    CHECK(f.warnings == std::vector{19});
    f.time.advance(19s);
    CHECK(f.isExpired());
}

TEST_CASE("Input to other programs extends only where policy says so")
{
    const auto limits = GENERATE(kTwoMinutes, kSessionWide);
    FakeSource source;
    Fixture f{limits, &source};
    f.time.advance(10min);
    CHECK(f.isExpired() == !limits.sessionWide);
    CHECK((source.asked > 0) == limits.sessionWide);
    source.idle = 0ms;
    if (limits.sessionWide) {
        f.deadline.stop();
        f.time.advance(10min);
        CHECK_FALSE(f.isExpired());
    }
}

TEST_CASE("Input elsewhere counts from when it was")
{
    FakeSource source;
    Fixture f{kSessionWide, &source};
    source.idle = 3s;
    f.time.advance(4s);  // last input elsewhere: second 1
    source.idle.reset();
    f.time.advance(117s - 1ms);
    CHECK_FALSE(f.isExpired());
    f.time.advance(1ms);
    CHECK(f.isExpired());
}

TEST_CASE("Input elsewhere in the last second before the deadline still counts")
{
    FakeSource source;
    source.idle.reset();
    Fixture f{kSessionWide, &source};
    f.time.advance(119s);
    CHECK(f.warnings.size() == 30);
    source.idle = 100ms;
    f.time.advance(1s);
    CHECK_FALSE(f.isExpired());
    CHECK(f.cancelled == 1);
}

TEST_CASE("Input elsewhere does not count after a sleep past the deadline")
{
    FakeSource source;
    Fixture f{kSessionWide, &source};
    f.time.advance(10s);
    f.clock.sleep(10h);
    f.time.advance(1s);
    CHECK(f.isExpired());
}

TEST_CASE("A source can never shorten the limit, nor extend it by nonsense")
{
    const auto idle = GENERATE(std::chrono::milliseconds{10h}, std::chrono::milliseconds{-5s},
                               std::chrono::milliseconds{-10h});
    FakeSource source;
    source.idle = idle;
    Fixture f{kSessionWide, &source};
    f.time.advance(120s - 1ms);
    CHECK_FALSE(f.isExpired());
    f.time.advance(1ms);
    CHECK(f.isExpired());
}

TEST_CASE("A shorter limit counts from the last input")
{
    Fixture f{kTwoMinutes};
    f.time.advance(70s);
    f.deadline.setLimits({60s, 10s, false});
    CHECK(f.isExpired());
    Fixture longer{kTwoMinutes};
    longer.time.advance(100s);
    longer.deadline.setLimits({600s, 30s, false});
    longer.time.advance(499s);
    CHECK_FALSE(longer.isExpired());
    longer.time.advance(1s);
    CHECK(longer.isExpired());
}

TEST_CASE("Stopping takes the warning away, starting begins anew")
{
    Fixture f{kTwoMinutes};
    f.time.advance(100s);
    f.deadline.stop();
    CHECK(f.cancelled == 1);
    f.time.advance(1h);
    CHECK_FALSE(f.isExpired());
    f.deadline.noteActivity();
    f.deadline.setLimits(kTwoMinutes);
    CHECK_FALSE(f.deadline.isRunning());
    f.deadline.start();
    f.time.advance(119s);
    CHECK_FALSE(f.isExpired());
    f.time.advance(1s);
    CHECK(f.isExpired());
}

TEST_CASE("The owner may end the deadline when it expires")
{
    test::ManualTime time;
    std::unique_ptr<IdleDeadline> deadline;
    deadline = std::make_unique<IdleDeadline>(
        time.time(), kTwoMinutes,
        IdleDeadline::Callbacks{{}, {}, [&deadline] { deadline.reset(); }});
    deadline->start();
    time.advance(120s);
    CHECK(deadline == nullptr);
}

TEST_CASE("Limits come from the policy")
{
    auto policy = Policy::defaults(WorkstationClass::Private);
    CHECK(IdleLimits::lock(policy).limit == 600s);
    CHECK(IdleLimits::lock(policy).warnBefore == 30s);
    CHECK_FALSE(IdleLimits::lock(policy).sessionWide);
    CHECK(IdleLimits::logoff(policy).limit == 1800s);
    CHECK(IdleLimits::logoff(policy).warnBefore == 0s);
    policy.offer(settingIndex("session.idle_scope"), std::string{"session"}, Policy::Source::File,
                 "f");
    CHECK(IdleLimits::lock(policy).sessionWide);
}
