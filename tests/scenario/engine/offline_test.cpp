// SPDX-License-Identifier: GPL-3.0-or-later
// Opening without the relay: for a time, with the password, five tries, and never where the
// system has no key chain.
#include "tests/scenario/engine/person.h"
#include "tests/support/fake_key_chain.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Step = SignInStage::Step;
using Way = SignInStage::Way;
using Texts = std::vector<std::string>;

namespace {

struct Laptop : World {
    Laptop() : lee(*this, "lee"), desk(*this, "desk")
    {
        lee.adjust = [this](engine::EngineSettings& settings) {
            settings.offlineGrace = grace;
            settings.bootId = bootId;
            settings.makeKeyChain = [this] { return chain.open(); };
        };
        lee.restart();
        lee.signIn();
        desk.signIn();
    }

    /// The process ends without a word, and there is no network any more.
    void goOffline()
    {
        lee.kill();
        relay.unreachable = true;
        lee.restart();
    }

    void tryWrong()
    {
        lee.password = "wrong horse battery";
        lee.submitPassword();
        wait();
        lee.password = kRelayPassword;
    }

    void openOffline()
    {
        lee.submitPassword();
        wait();
    }

    bool isErased() const
    {
        return chain.entries.empty() && !std::filesystem::exists(lee.vaultFolder() / "offline");
    }

    bool wasTold(ProblemKind kind) const
    {
        return std::ranges::find(lee.problems, kind) != lee.problems.end();
    }

    std::chrono::hours grace{24};
    std::string bootId = "first start";
    FakeKeyChain chain;
    Person lee;
    Person desk;
};

}  // namespace

TEST_CASE("a laptop without network opens within the window, and what it writes goes out later")
{
    Laptop world;
    world.desk.send(world.lee.address(), "before the train");
    world.settle();
    const auto contact = toMs(world.time.wallNow());
    world.time.advance(2h);
    world.goOffline();
    const bool restarted = GENERATE(false, true);
    if (restarted) {
        world.bootId = "second start";
        world.lee.restart();
    }
    world.openOffline();
    REQUIRE(world.lee.stage.step == Step::Open);
    CHECK(world.lee.stage.way == Way::Offline);
    CHECK(world.lee.connection == Connection::Offline);
    REQUIRE(world.lee.offline.isReady());
    CHECK(world.lee.offline.signInNeeded);
    // The relay was heard at least every five minutes until the network went.
    CHECK(world.lee.offline.lastContactMs - contact > 2 * 3'600'000 - 310'000);
    CHECK(world.lee.offline.untilMs == world.lee.offline.lastContactMs + 24 * 3'600'000);
    CHECK(world.lee.texts(world.desk.address()) == Texts{"before the train"});
    world.lee.send(world.desk.address(), "from the train");
    world.wait();
    CHECK(world.lee.delivery("from the train") == Delivery::Queued);

    world.relay.unreachable = false;
    (void)world.lee.lock();
    world.lee.restart();
    world.lee.signIn();
    world.wait();
    CHECK(world.desk.texts(world.lee.address()) == Texts{"before the train", "from the train"});
}

TEST_CASE("a locked laptop that loses the network opens, and comes back by itself")
{
    Laptop world;
    auto handOver = world.lee.lock();
    world.relay.unreachable = true;
    world.lee.restart(std::move(handOver));
    REQUIRE(world.lee.stage.step == Step::Unlock);
    world.lee.submitPassword();
    world.wait();
    REQUIRE(world.lee.stage.step == Step::Open);
    CHECK_FALSE(world.lee.offline.signInNeeded);
    world.lee.send(world.desk.address(), "in the lift");
    world.relay.unreachable = false;
    world.time.advance(60s);
    CHECK(world.lee.connection == Connection::Online);
    CHECK(world.desk.texts(world.lee.address()) == Texts{"in the lift"});
}

TEST_CASE("the window ends with its time, however the clock is set")
{
    Laptop world;
    world.goOffline();
    SECTION("it opens shortly before the end")
    {
        world.time.advance(24h - 6min);
        world.openOffline();
        CHECK(world.lee.stage.step == Step::Open);
        return;
    }
    SECTION("by the wall clock, after a start of the machine")
    {
        world.time.advance(24h);
        world.bootId = "second start";
        world.lee.restart();
    }
    SECTION("by the clock that nobody can set, with the other one set back")
    {
        const auto wall = world.time.wallNow();
        world.time.advance(24h);
        world.time.setWall(wall + 1h);
    }
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Password);
    CHECK(world.lee.problems == std::vector{ProblemKind::OfflineEnded});
    CHECK(world.isErased());
    world.openOffline();
    CHECK(world.lee.lastProblem.kind == ProblemKind::OfflineNotReady);
    world.relay.unreachable = false;
    world.lee.signIn();
    CHECK_FALSE(world.isErased());
}

TEST_CASE("a clock set back does not extend the window")
{
    Laptop world;
    world.goOffline();
    world.time.advance(20h);
    world.openOffline();
    REQUIRE(world.lee.stage.step == Step::Open);
    world.lee.kill();
    world.bootId = "second start";
    world.time.setWall(world.time.wallNow() - 10h);
    world.lee.restart();
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Password);
    CHECK(world.lee.problems == std::vector{ProblemKind::OfflineClock});
    CHECK_FALSE(world.isErased());  // a clock can be put right
    world.time.setWall(world.time.wallNow() + 10h);
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Open);
}

TEST_CASE("five wrong passwords erase the window, also with restarts and files copied back")
{
    Laptop world;
    const auto file = world.lee.vaultFolder() / "offline";
    const auto copy = world.lee.folder() / "copy";
    std::filesystem::copy_file(file, copy);
    world.goOffline();
    const bool restarts = GENERATE(false, true);
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(world.isErased());
        world.tryWrong();
        CHECK(world.wasTold(i < 4 ? ProblemKind::WrongPassword : ProblemKind::OfflineTriesUsed));
        if (restarts) {
            std::filesystem::copy_file(copy, file,
                                       std::filesystem::copy_options::overwrite_existing);
            world.lee.restart();
        }
    }
    CHECK(world.chain.entries.empty());
    world.time.advance(1h);  // the lock-out of the sign-in page
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Password);
    CHECK(world.lee.lastProblem.kind == ProblemKind::OfflineNotReady);
    world.relay.unreachable = false;
    world.lee.signIn();
    CHECK(world.lee.stage.failed.count == 5);
}

TEST_CASE("a right password makes the tries begin anew")
{
    Laptop world;
    for (int round = 0; round < 2; ++round) {
        world.goOffline();
        for (int i = 0; i < 4; ++i)
            world.tryWrong();
        world.openOffline();
        REQUIRE(world.lee.stage.step == Step::Open);
        CHECK(world.lee.stage.failed.count == 4);
    }
}

TEST_CASE("the window is erased by revocation, logoff and policy")
{
    Laptop world;
    REQUIRE_FALSE(world.isErased());
    SECTION("the relay refuses the token")
    {
        auto handOver = world.lee.lock();
        world.relay.revokeTokens(world.lee.address());
        world.lee.restart(std::move(handOver));
    }
    SECTION("the person signs out")
    {
        world.lee.engine().signOut();
        world.settle();
    }
    SECTION("policy allows none any more")
    {
        world.lee.kill();
        world.grace = 0h;
        world.lee.restart();
        CHECK_FALSE(std::filesystem::exists(world.lee.vaultFolder() / "offline"));
        world.relay.unreachable = true;
        world.openOffline();
        CHECK(world.lee.problems == std::vector{ProblemKind::RelayUnreachable});
        return;
    }
    CHECK(world.isErased());
    world.goOffline();
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Password);
    CHECK(world.lee.problems == std::vector{ProblemKind::OfflineNotReady});
}

TEST_CASE("the end of a shift by its deadline leaves the window for its time")
{
    Laptop world;
    world.lee.restart(world.lee.lock());
    world.lee.engine().endShift();
    world.settle();
    world.goOffline();
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Open);
}

TEST_CASE("an open session without the relay ends with the window")
{
    Laptop world;
    world.goOffline();
    world.time.advance(23h);
    world.openOffline();
    REQUIRE(world.lee.stage.step == Step::Open);
    world.time.advance(58min);
    CHECK(world.lee.stage.step == Step::Open);
    CHECK_FALSE(world.lee.locked);
    world.time.advance(3min);
    CHECK(world.lee.locked);
    CHECK(world.isErased());
}

TEST_CASE("where there is no key chain there is no window, and that is said")
{
    Laptop world;
    world.lee.kill();
    world.chain.refusal = Errc::Unsupported;
    world.lee.restart();
    world.lee.signIn();
    CHECK(world.lee.offline.state == OfflineSnapshot::State::NoKeyChain);
    CHECK_FALSE(std::filesystem::exists(world.lee.vaultFolder() / "offline"));
    world.goOffline();
    world.openOffline();
    CHECK(world.lee.problems == std::vector{ProblemKind::OfflineNotReady});
}

TEST_CASE("a key chain that does not answer today refuses, and erases nothing")
{
    Laptop world;
    world.goOffline();
    world.chain.refusal = Errc::Denied;
    world.openOffline();
    CHECK(world.lee.problems == std::vector{ProblemKind::OfflineNoKeyChain});
    world.chain.refusal.reset();
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Open);
}

TEST_CASE("without the key chain's entry, or with a damaged one, nothing opens", "[I]")
{
    Laptop world;
    world.goOffline();
    const auto damage = GENERATE(0, 1, 2);
    auto& entry = world.chain.entries.begin()->second;
    if (damage == 0)
        world.chain.entries.clear();
    else if (damage == 1)
        entry.back() ^= 1;
    else
        entry = Bytes{};
    world.openOffline();
    CHECK(world.lee.stage.step == Step::Password);
    CHECK(world.lee.problems == std::vector{ProblemKind::OfflineNotReady});
}

TEST_CASE("the first sign-in at a workstation opens a window, too")
{
    World world;
    FakeKeyChain chain;
    Person kim(world, "kim");
    kim.adjust = [&](engine::EngineSettings& settings) {
        settings.offlineGrace = 24h;
        settings.makeKeyChain = [&] { return chain.open(); };
    };
    kim.restart();
    kim.signIn();
    kim.kill();
    world.relay.unreachable = true;
    kim.restart();
    kim.submitPassword();
    world.wait();
    CHECK(kim.stage.step == Step::Open);
}
