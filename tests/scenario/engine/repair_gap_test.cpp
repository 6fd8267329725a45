// SPDX-License-Identifier: GPL-3.0-or-later
// A message that the relay lost is missed by the one that follows it, and heals in its place.
#include "core/xmpp/messages.h"
#include "tests/scenario/engine/repair.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using Lines = std::vector<std::string>;
using State = CardSnapshot::State;

TEST_CASE("a message that the relay lost is shown as a gap and heals where it belongs")
{
    Talking world;
    world.loseNext();
    world.lee.send(world.desk.address(), "two", Urgency::Stat);
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?"});  // nobody can know yet
    world.lee.send(world.desk.address(), "three");
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "two", "three"});
    CHECK(world.desk.message("two")->urgency == Urgency::Stat);
    CHECK(world.lee.delivery("two") == Delivery::Delivered);
    CHECK(world.repairsFrom(world.desk.address()) == 1);
}

TEST_CASE("a gap is shown while the sender is away, over a restart, and heals when they are back")
{
    Talking world;
    world.desk.kill();
    for (const auto* text : {"two", "three", "four"})
        world.lee.send(world.desk.address(), text);
    world.settle();
    world.lee.kill();
    auto& archive = world.relay.account(world.desk.address())->archive;
    archive.erase(archive.end() - 2);
    world.desk.restart();
    world.desk.signIn();
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "two", "[card]", "four"});
    CHECK(world.card().neverCame);
    CHECK(world.card().state == State::Asked);
    if (GENERATE(true, false)) {
        world.desk.restart();
        world.desk.signIn();
    }
    world.lee.restart();
    world.lee.signIn();
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "two", "three", "four"});
    CHECK(world.repairsFrom(world.desk.address()) == 1);
}

TEST_CASE("a long gap heals from its end to its beginning, in order")
{
    Talking world;
    world.desk.kill();
    Lines expected{"one", "yes?"};
    for (int i = 0; i < 20; ++i) {
        expected.push_back("message " + std::to_string(i));
        world.lee.send(world.desk.address(), expected.back());
    }
    world.settle();
    auto& archive = world.relay.account(world.desk.address())->archive;
    archive.erase(archive.end() - 18, archive.end() - 2);
    world.desk.restart();
    world.desk.signIn();
    world.settle();
    CHECK(world.shown() == expected);
    CHECK(world.lee.delivery("message 5") == Delivery::Delivered);
    CHECK(world.repairsFrom(world.desk.address()) == 16);
}

TEST_CASE("what was written before a device was met is not missed")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    lee.signIn();
    desk.signIn();
    lee.send(desk.address(), "one");
    world.settle();
    auto& archive = world.relay.account(desk.address())->archive;
    const auto first = archive.size();
    desk.kill();
    lee.send(desk.address(), "two");
    world.settle();
    REQUIRE(archive.size() == first + 1);
    Person late(world, "desk");  // another workstation of the same account, from now on
    late.signIn();
    lee.send(late.address(), "three");
    world.settle();
    CHECK(late.lines(lee.address()) == Lines{"three"});
}

TEST_CASE("a request that was lost on its way goes out again with the same bytes")
{
    Talking world;
    world.loseNext();
    world.lee.send(world.desk.address(), "two");
    world.settle();
    world.relay.onMessage = [&](const xmpp::Element& message) {
        return xmpp::isForOneDevice(message) ? FakeRelay::Fate::Lose : FakeRelay::Fate::Pass;
    };
    world.lee.send(world.desk.address(), "three");
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "[card]", "three"});
    world.relay.onMessage = {};
    world.wait();
    world.time.advance(std::chrono::minutes{2});
    CHECK(world.shown() == Lines{"one", "yes?", "two", "three"});
}
