// SPDX-License-Identifier: GPL-3.0-or-later
// What a person wants of a conversation: at the top of the list, or without a sound.
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;

namespace {

const ConversationSnapshot& talkWith(const Person& whom, const Person& of)
{
    const auto address = QString::fromStdString(whom.address().toString());
    return *std::ranges::find(of.conversations, address, &ConversationSnapshot::address);
}

/// Desk and Dr Lee have talked, so that each has a conversation with the other.
struct Talk {
    World world;
    Person desk{world, "desk"};
    Person lee{world, "lee"};

    Talk()
    {
        desk.signIn();
        lee.signIn();
        desk.send(lee.address(), "hello");
        world.settle();
        lee.arrivals.clear();
    }

    ConversationId ofLee() const { return talkWith(desk, lee).id; }
};

}  // namespace

TEST_CASE("in a muted conversation only what asks for something makes a sound")
{
    Talk talk;
    talk.lee.engine().setMuted(talk.ofLee(), true);
    talk.world.settle();
    CHECK(talkWith(talk.desk, talk.lee).muted);

    talk.desk.send(talk.lee.address(), "the forms are printed");
    talk.world.settle();
    CHECK(talk.lee.arrivals.empty());
    CHECK(talkWith(talk.desk, talk.lee).unread == 2);  // quiet, and still there

    for (const auto urgency : {Urgency::Action, Urgency::Concern, Urgency::Stat}) {
        talk.desk.send(talk.lee.address(), "please come", urgency);
        talk.world.settle();
        REQUIRE_FALSE(talk.lee.arrivals.empty());
        CHECK(talk.lee.arrivals.back() == urgency);
    }
    talk.lee.arrivals.clear();
    talk.lee.engine().setMuted(talk.ofLee(), false);
    talk.desk.send(talk.lee.address(), "heard again");
    talk.world.settle();
    CHECK(talk.lee.arrivals == std::vector{Urgency::Fyi});
}

TEST_CASE("what was muted or kept at the top is so after a lock, and the catch-up is quiet, too")
{
    Talk talk;
    talk.lee.engine().setMuted(talk.ofLee(), true);
    talk.lee.engine().setPinned(talk.ofLee(), true);
    talk.world.settle();
    talk.lee.restart(talk.lee.lock());
    talk.desk.send(talk.lee.address(), "while you were away");
    talk.world.settle();
    talk.lee.arrivals.clear();  // a locked session cannot know what is muted
    talk.lee.unlock();
    talk.world.settle();
    CHECK(talkWith(talk.desk, talk.lee).muted);
    CHECK(talkWith(talk.desk, talk.lee).pinned);
    CHECK(talk.lee.texts(talk.desk.address()).size() == 2);
    CHECK(talk.lee.arrivals.empty());
}
