// SPDX-License-Identifier: GPL-3.0-or-later
// Locked, killed, opened again.
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;
using Texts = std::vector<std::string>;

namespace {

struct Two : World {
    Two() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
    }

    Person desk;
    Person lee;
};

}  // namespace

TEST_CASE("I9: a draft outlives a process that was killed")
{
    Two world;
    const auto id = world.desk.conversationWith(world.lee.address());
    world.desk.engine().saveDraft(id, QStringLiteral("half a sentence"), {});
    world.desk.kill();
    world.desk.restart();
    world.desk.signIn();
    world.desk.engine().openConversation(id);
    CHECK(world.desk.draft == QStringLiteral("half a sentence"));
}

TEST_CASE("a locked session counts what a person must see, and reports nothing delivered")
{
    Two world;
    world.desk.send(world.lee.address(), "sent before the lock");
    world.settle();
    auto handOver = world.desk.lock();
    REQUIRE_FALSE(handOver.isEmpty());
    const bool wasAway = GENERATE(false, true);  // came while no process held the stream
    if (!wasAway)
        world.desk.restart(std::move(handOver));
    world.lee.engine().markRead(world.lee.conversationWith(world.desk.address()));  // a receipt
    world.lee.send(world.desk.address(), "for later", Urgency::Fyi);
    world.lee.send(world.desk.address(), "chest pain in room 2", Urgency::Stat);
    world.settle();
    if (wasAway)
        world.desk.restart(std::move(handOver));
    CHECK(world.desk.stage.step == Step::Unlock);
    CHECK(world.desk.waiting == 2);
    CHECK(world.desk.stat == 1);
    CHECK(world.lee.delivery("for later") == Delivery::Relayed);
    CHECK(world.lee.delivery("chest pain in room 2") == Delivery::Relayed);

    world.relay.dropConnection(world.desk.address());
    world.wait();
    CHECK(world.desk.waiting == 2);  // a new stream counts nothing twice

    world.desk.unlock();
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.desk.texts(world.lee.address()) ==
          Texts{"sent before the lock", "for later", "chest pain in room 2"});
    CHECK(world.desk.delivery("sent before the lock") == Delivery::Read);
    CHECK(world.lee.delivery("for later") == Delivery::Delivered);

    // Acknowledging to the relay works as after a full login.
    world.lee.send(world.desk.address(), "after the unlock");
    world.settle();
    CHECK(world.relay.session(world.desk.address())->unacked.empty());
}

TEST_CASE("a locked session whose token is no longer good asks for a full login")
{
    Two world;
    auto handOver = world.desk.lock();
    world.relay.revokeTokens(world.desk.address());
    world.desk.restart(std::move(handOver));
    CHECK(world.desk.stage.step == Step::Password);
    CHECK(world.desk.problems == std::vector{ProblemKind::SignInAgain});
    world.lee.send(world.desk.address(), "missed");
    world.settle();
    world.desk.signIn();
    CHECK(world.desk.texts(world.lee.address()) == Texts{"missed"});
}

TEST_CASE("who types the password before the stream is back waits for it, and is not refused")
{
    Two world;
    auto handOver = world.desk.lock();
    world.relay.unreachable = true;
    world.desk.restart(std::move(handOver));  // its first attempt has failed
    REQUIRE(world.desk.stage.step == Step::Unlock);
    world.relay.unreachable = false;
    world.desk.submitPassword();
    world.settle();
    CHECK(world.desk.problems.empty());
    CHECK(world.desk.stage.step == Step::Open);
}

TEST_CASE("an unlock that no relay answers is refused in words, and can be tried again")
{
    Two world;
    auto handOver = world.desk.lock();
    world.relay.unreachable = true;
    world.desk.restart(std::move(handOver));
    world.desk.submitPassword();
    world.settle();
    CHECK(world.desk.problems == std::vector{ProblemKind::RelayUnreachable});
    REQUIRE(world.desk.stage.step == Step::Unlock);
    world.relay.unreachable = false;
    world.desk.submitPassword();
    world.settle();
    CHECK(world.desk.stage.step == Step::Open);
}

TEST_CASE("locking in the middle of catching up loses nothing")
{
    Two world;
    world.desk.kill();
    for (int i = 0; i < 6; ++i)
        world.lee.send(world.desk.address(), std::to_string(i));
    world.settle();
    world.relay.archivePage = 2;
    int pages = 0;
    HandOver handOver;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        if (to == world.desk.address() && stanza.child("fin", "urn:xmpp:mam:2") && ++pages == 2)
            world.desk.engine().lock();
        return std::vector{stanza};
    };
    world.desk.restart();
    world.desk.engine().submitPassword(QString::fromStdString(world.desk.address().toString()),
                                       SecretBytes{viewOf(kRelayPassword)});
    world.settle();
    world.desk.engine().submitCode(QString::fromLatin1(kRelayCode));
    world.settle();
    REQUIRE(pages == 2);
    world.relay.onDelivery = {};
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.desk.texts(world.lee.address()) == Texts{"0", "1", "2", "3", "4", "5"});
}
