// SPDX-License-Identifier: GPL-3.0-or-later
// The plain course of a day, as far as the other files build on it.
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

using Texts = std::vector<std::string>;

namespace {

Presence presenceOf(const Person& of, const Jid& whom)
{
    for (const auto& conversation : of.conversations)
        if (conversation.address.toStdString() == whom.toString())
            return conversation.presence;
    return Presence::SignedOut;
}

}  // namespace

TEST_CASE("a message is delivered, read and acknowledged, and each step is reported once")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();

    desk.send(lee.address(), "Room 4 needs a call back", Urgency::Action);
    world.settle();
    REQUIRE(lee.message("Room 4 needs a call back"));
    CHECK(lee.arrivals == std::vector{Urgency::Action});
    CHECK(desk.delivery("Room 4 needs a call back") == Delivery::Delivered);

    const auto received = *lee.message("Room 4 needs a call back");
    lee.engine().markRead(received.conversation);
    world.settle();
    CHECK(desk.delivery("Room 4 needs a call back") == Delivery::Read);
    lee.engine().acknowledge(received.id);
    world.settle();
    CHECK(desk.delivery("Room 4 needs a call back") == Delivery::Acknowledged);

    lee.send(desk.address(), "Calling now");
    world.settle();
    CHECK(desk.texts(lee.address()) == Texts{"Room 4 needs a call back", "Calling now"});
    CHECK(desk.problems.empty());
    CHECK(lee.problems.empty());
}

TEST_CASE("who is there is known after a resumed break, and nobody is while it lasts")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    desk.conversationWith(lee.address());
    world.relay.dropConnection(desk.address());
    world.settle();
    CHECK(presenceOf(desk, lee.address()) == Presence::SignedOut);
    world.wait();
    CHECK(presenceOf(desk, lee.address()) == Presence::Available);
    world.relay.dropConnection(desk.address());
    world.relay.forgetSessions();
    world.wait();
    CHECK(presenceOf(desk, lee.address()) == Presence::Available);
}
