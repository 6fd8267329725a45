// SPDX-License-Identifier: GPL-3.0-or-later
// I7: an archived stanza with our own device id that we never sent means a clone or a
// rollback: stop sending, alarm, audit (design.md, 7).
#include "core/xmpp/namespaces.h"
#include "tests/scenario/engine/folder_copy.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

struct RolledBack : World {
    RolledBack() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
        desk.send(lee.address(), "hello");
        settle();
        desk.kill();
        const FolderCopy old(desk.folder());
        desk.restart();
        desk.signIn();
        desk.send(lee.address(), "after the copy was made");
        settle();
        desk.kill();
        old.putBack(desk.folder());
        sent = relay.sent.size();
        desk.restart();
        desk.signIn();
    }

    auto alarms(const Person& person) const
    {
        return std::ranges::count(person.problems, ProblemKind::CloneDetected);
    }

    Person desk;
    Person lee;
    std::size_t sent = 0;
};

}  // namespace

TEST_CASE("I7: an older copy of the vault raises the alarm before a byte of text leaves")
{
    RolledBack world;
    CHECK(world.alarms(world.desk) == 1);
    const auto id = world.desk.conversationWith(world.lee.address());
    world.desk.engine().sendText(id, QStringLiteral("not in my name"), Urgency::Fyi);
    world.settle();
    CHECK(world.desk.message("not in my name") == nullptr);
    CHECK(world.desk.draft == QStringLiteral("not in my name"));
    CHECK(world.alarms(world.desk) == 2);

    world.lee.send(world.desk.address(), "are you there?");
    world.time.advance(1h);
    CHECK(world.desk.message("are you there?"));  // receiving goes on
    CHECK(world.lee.delivery("are you there?") == Delivery::Relayed);
    CHECK(world.relay.sent.size() == world.sent + 1);  // Lee's
}

TEST_CASE("I7: the alarm stands over a restart and a lock, and keeps the draft")
{
    RolledBack world;
    const auto id = world.desk.conversationWith(world.lee.address());
    world.desk.engine().sendText(id, QStringLiteral("not in my name"), Urgency::Fyi);
    if (GENERATE(false, true)) {
        auto handOver = world.desk.lock();
        world.desk.restart(std::move(handOver));
        world.desk.unlock();
    } else {
        world.desk.restart();
        world.desk.signIn();
    }
    CHECK(world.alarms(world.desk) == 1);
    world.desk.engine().openConversation(id);
    CHECK(world.desk.draft == QStringLiteral("not in my name"));
    world.desk.engine().sendText(id, QStringLiteral("still not"), Urgency::Fyi);
    world.time.advance(1h);
    CHECK(world.relay.sent.size() == world.sent);
}

TEST_CASE("I7: a clone that sends while we are online is noticed by its carbon or in the archive")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    desk.send(lee.address(), "hello");
    world.settle();
    // What the clone sends: our header, an id that we never gave.
    auto stanza = element(world.relay.sent.front().xml);
    stanza.set("id", "never-ours").set("from", desk.address().toString() + "/other");
    for (auto& child : stanza.children)
        if (child.name == "origin-id")
            child.set("id", "never-ours");
    const bool isLive = GENERATE(false, true);
    if (isLive) {
        world.relay.inject(desk.device(),
                           xmpp::Element{"message", xmpp::kClientNs}
                               .set("from", desk.address().toString())
                               .set("to", desk.device().toString())
                               .add(xmpp::Element{"sent", xmpp::kCarbonsNs}.add(
                                   xmpp::Element{"forwarded", "urn:xmpp:forward:0"}.add(stanza))));
        world.settle();
    } else {
        world.relay.account(desk.address())
            ->archive.push_back({"clone", world.time.wallNow(), stanza});
        lee.send(desk.address(), "hello yourself");
        world.time.advance(200s);
    }
    CHECK(std::ranges::count(desk.problems, ProblemKind::CloneDetected) == 1);
    const auto sent = world.relay.sent.size();
    desk.send(lee.address(), "not in my name");
    world.time.advance(1h);
    CHECK(world.relay.sent.size() == sent);
}

TEST_CASE("I7: whatever breaks, our own stanzas are never taken for a clone's")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    // The files as a power cut would leave them at the moment when the first byte is out.
    std::optional<FolderCopy> atSending;
    world.relay.onMessage = [&](const xmpp::Element& message) {
        if (message.attribute("to") == lee.address().toString() && !atSending)
            atSending.emplace(desk.folder());
        return FakeRelay::Fate::Pass;
    };
    desk.send(lee.address(), "hello");
    world.settle();
    REQUIRE(atSending);
    desk.kill();
    atSending->putBack(desk.folder());
    desk.restart();
    desk.signIn();
    CHECK(std::ranges::count(desk.problems, ProblemKind::CloneDetected) == 0);
    CHECK(desk.delivery("hello") == Delivery::Delivered);
    CHECK(lee.texts(desk.address()) == Texts{"hello"});
    checkWire(world);
}
