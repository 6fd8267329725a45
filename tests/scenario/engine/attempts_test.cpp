// SPDX-License-Identifier: GPL-3.0-or-later
// What fails at the door is counted on disk, slows down, and is told after the next opening.
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Step = SignInStage::Step;

namespace {

struct Desk : World {
    Desk() : desk(*this, "desk") { desk.signIn(); }

    void tryWrong()
    {
        desk.password = "wrong horse battery";
        desk.submitPassword();
        desk.password = kRelayPassword;
    }

    std::size_t tokens() { return relay.account(desk.address())->tokens.size(); }

    bool wasTold(ProblemKind kind) const
    {
        return std::ranges::find(desk.problems, kind) != desk.problems.end();
    }

    Person desk;
};

}  // namespace

TEST_CASE("failed unlocks are told after the next opening, and only then")
{
    Desk world;
    CHECK(world.desk.stage.failed.count == 0);
    world.desk.restart(world.desk.lock());
    const auto first = toMs(world.time.wallNow());
    world.tryWrong();
    CHECK(world.desk.problems == std::vector{ProblemKind::WrongPassword});
    world.time.advance(1min);
    world.tryWrong();
    world.desk.unlock();
    CHECK(world.desk.stage.failed.count == 2);
    CHECK(world.desk.stage.failed.sinceMs == first);
    world.desk.restart(world.desk.lock());
    world.desk.unlock();
    CHECK(world.desk.stage.failed.count == 0);
}

TEST_CASE("an unlock that nobody answered is no failure")
{
    Desk world;
    world.desk.restart(world.desk.lock());
    world.relay.silent = true;
    world.desk.submitPassword();
    world.time.advance(60s);
    world.relay.silent = false;
    world.wait();
    world.desk.unlock();
    CHECK(world.desk.stage.failed.count == 0);
}

TEST_CASE("five failed unlocks need a full login, also with restarts between them")
{
    Desk world;
    const bool restarts = GENERATE(false, true);
    auto handOver = world.desk.lock();
    world.desk.restart(handOver.clone());
    for (int i = 0; i < 4; ++i) {
        world.tryWrong();
        CHECK(world.desk.stage.step == Step::Unlock);
        if (restarts)
            world.desk.restart(handOver.clone());
    }
    const auto tokens = world.tokens();
    world.tryWrong();
    CHECK(world.desk.stage.step == Step::Password);
    CHECK(world.wasTold(ProblemKind::SignInAgain));
    CHECK(world.tokens() == tokens - 1);  // the one in use was given back
    world.desk.signIn();
    CHECK(world.desk.stage.failed.count == 5);
}

TEST_CASE("five failed sign-ins shut the door for a while, which no restart and no clock shortens")
{
    Desk world;
    world.desk.engine().signOut();
    world.settle();
    world.desk.restart();
    const bool wrongCode = GENERATE(false, true);
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(world.wasTold(ProblemKind::LockedOutHere));
        if (!wrongCode) {
            world.tryWrong();
            continue;
        }
        if (world.desk.stage.step != Step::Code)
            world.desk.submitPassword();
        world.desk.engine().submitCode(QStringLiteral("000000"));
        world.settle();
    }
    CHECK(world.desk.stage.step == Step::Password);
    CHECK(world.desk.lastProblem.kind == ProblemKind::LockedOutHere);
    const auto until = toMs(world.time.wallNow() + 900s);
    CHECK(world.desk.lastProblem.untilMs == until);

    world.time.setWall(world.time.wallNow() + 24h);
    world.desk.restart();
    world.desk.startSigningIn();
    CHECK(world.desk.stage.step == Step::Password);
    CHECK(world.desk.problems == std::vector{ProblemKind::LockedOutHere});
    world.time.advance(900s);
    world.desk.signIn();
    CHECK(world.desk.stage.failed.count == 5);
}
