// SPDX-License-Identifier: GPL-3.0-or-later
// Open sessions that lose their right to be open.
#include "core/engine/installation.h"
#include "core/engine/seat.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Step = SignInStage::Step;

namespace {

struct Desk : World {
    Desk() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.checkAccessEvery = 300s;
        desk.mostWithoutContact = 1h;
        desk.restart();
        desk.signIn();
        lee.signIn();
    }

    /// What is left once the session has ended by itself, or null if it has not.
    const HandOver* end() const { return desk.handedOver(); }

    bool isVaultClosed()
    {
        const auto folder = engine::Installation::folderOf(desk.folder(), desk.address());
        const auto seat = engine::Seat::take(folder);
        return seat && seat->isHeld();
    }

    bool told(ProblemKind kind) const { return std::ranges::count(desk.problems, kind) == 1; }

    Person desk;
    Person lee;
};

}  // namespace

TEST_CASE("an open session whose account is switched off at the relay ends at once")
{
    Desk world;
    const auto [condition, why] =
        GENERATE(table<const char*, ProblemKind>({{"not-authorized", ProblemKind::AccountDisabled},
                                                  {"conflict", ProblemKind::SignedInElsewhere}}));
    world.relay.endStream(world.desk.address(), condition);
    world.settle();
    REQUIRE(world.end());
    CHECK(world.end()->isEmpty());  // no token: nothing goes on behind the sign-in page
    CHECK(world.end()->alertKey.empty());
    CHECK(world.end()->why == why);
    CHECK(world.told(why));
    CHECK(world.isVaultClosed());

    world.desk.restart(world.end()->clone());
    CHECK(world.desk.stage.step == Step::Password);
    CHECK(world.desk.problems == std::vector{why});
    world.desk.signIn();
}

TEST_CASE("an open session whose token is refused when it comes back ends at once")
{
    Desk world;
    world.relay.revokeTokens(world.desk.address());
    world.relay.dropConnection(world.desk.address());
    world.wait();
    REQUIRE(world.end());
    CHECK(world.end()->isEmpty());
    CHECK(world.end()->why == ProblemKind::AccessWithdrawn);
    CHECK(world.isVaultClosed());
}

TEST_CASE("a relay that leaves the stream alone is asked each auth.revocation_check_s")
{
    Desk world;
    const bool wasLocked = GENERATE(false, true);
    if (wasLocked)
        world.desk.restart(world.desk.lock());
    world.relay.revokeTokens(world.desk.address());
    if (wasLocked) {
        // Nobody has looked since the lock: asked at once.
        world.desk.unlock();
        world.settle();
    } else {
        world.time.advance(290s);
        CHECK_FALSE(world.end());
        world.time.advance(20s);
    }
    REQUIRE(world.end());
    CHECK(world.end()->isEmpty());
    CHECK(world.end()->why == ProblemKind::AccessWithdrawn);
    CHECK(world.isVaultClosed());
}

TEST_CASE("questions about access disturb nothing")
{
    Desk world;
    world.time.advance(2h);
    CHECK_FALSE(world.end());
    CHECK(world.desk.connection == Connection::Online);
    world.lee.send(world.desk.address(), "still there");
    world.settle();
    CHECK(world.desk.texts(world.lee.address()) == std::vector<std::string>{"still there"});
    const auto handOver = world.desk.lock();
    REQUIRE_FALSE(handOver.isEmpty());
    world.desk.restart(handOver.clone());
    world.desk.unlock();  // with the token that was used for the questions
}

TEST_CASE("an open session without the relay for longer than allowed locks, and keeps its login")
{
    Desk world;
    const auto id = world.desk.conversationWith(world.lee.address());
    world.desk.engine().saveDraft(id, QStringLiteral("half"), {});
    world.relay.unreachable = true;
    world.relay.dropConnection(world.desk.address());
    const bool asleep = GENERATE(false, true);
    if (asleep) {
        world.settle();
        world.time.stopFor(61min);
        world.wait();
    } else {
        world.time.advance(59min);
        CHECK_FALSE(world.end());
        world.time.advance(2min);
    }
    REQUIRE(world.end());
    CHECK_FALSE(world.end()->isEmpty());
    CHECK(world.end()->why == ProblemKind::OutOfContact);
    CHECK(world.told(ProblemKind::OutOfContact));
    CHECK(world.isVaultClosed());

    world.relay.unreachable = false;
    world.desk.restart(world.end()->clone());
    CHECK(world.desk.stage.step == Step::Unlock);
    CHECK(world.desk.problems == std::vector{ProblemKind::OutOfContact});
    world.desk.unlock();
    world.desk.engine().openConversation(id);
    CHECK(world.desk.draft == QStringLiteral("half"));
}

TEST_CASE("a stream that seems to be there after a long sleep is no contact")
{
    Desk world;
    world.relay.silent = true;
    world.time.stopFor(61min);
    world.time.advance(15s);
    REQUIRE(world.end());
    CHECK(world.end()->why == ProblemKind::OutOfContact);
}

TEST_CASE("a relay without login tokens refuses nothing by not knowing one")
{
    World world;
    world.relay.givesTokens = false;
    Person desk(world, "desk");
    desk.checkAccessEvery = 300s;
    desk.restart();
    desk.signIn();
    world.relay.dropConnection(desk.address());
    world.time.advance(10min);
    CHECK_FALSE(desk.handedOver());
    CHECK(desk.problems == std::vector{ProblemKind::SignInAgain});
}
