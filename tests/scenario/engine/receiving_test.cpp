// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives is shown exactly once, and counted only when it is on the disk (design.md,
// 7, "In").
#include "tests/scenario/engine/full_disk.h"
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;

namespace {

struct Two : World {
    Two() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
    }

    std::vector<std::string> shown() { return desk.texts(lee.address()); }

    bool waitsAtRelay(const xmpp::Element& stanza)
    {
        const auto* const session = relay.session(desk.address());
        return session && std::ranges::find(session->unacked, stanza) != session->unacked.end();
    }

    Person desk;
    Person lee;
};

bool isLastPage(const xmpp::Element& stanza)
{
    const auto* const fin = stanza.child("fin", "urn:xmpp:mam:2");
    return fin && fin->attribute("complete") == "true";
}

}  // namespace

TEST_CASE("I2: what could not be stored is not acknowledged, and comes again once")
{
    Two world;
    const bool resumes = GENERATE(true, false);
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "one");
    world.lee.send(world.desk.address(), "two");
    world.settle();
    REQUIRE(held.stanzas.size() == 2);
    held.stop();
    {
        FullDisk full;
        held.inject(0);
        world.settle();
        CHECK(world.waitsAtRelay(held.stanzas[0]));
        CHECK(world.lee.delivery("one") == Delivery::Relayed);
        if (!resumes)
            world.relay.forgetSessions();
        world.wait();
        CHECK(world.desk.message("one") == nullptr);
    }
    CHECK_FALSE(world.desk.problems.empty());
    world.time.advance(std::chrono::minutes{2});
    held.inject(1);  // also there is the case that it came already, from the archive
    world.settle();
    CHECK(world.shown() == Texts{"one", "two"});
    CHECK_FALSE(world.waitsAtRelay(held.stanzas[0]));
    CHECK(world.lee.delivery("one") == Delivery::Delivered);
}

TEST_CASE("I2: a stanza that was stored does not carry one that failed past the relay")
{
    Two world;
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "one");
    world.lee.send(world.desk.address(), "two");
    world.settle();
    held.stop();
    {
        FullDisk full;
        held.inject(0);
        world.settle();
    }
    held.inject(1);  // the disk has room again: this one can be stored
    world.settle();
    CHECK((world.desk.message("one") || world.waitsAtRelay(held.stanzas[0])));
    world.desk.restart();  // whatever the relay still had for this stream is gone
    world.desk.signIn();
    auto shown = world.shown();
    std::ranges::sort(shown);
    CHECK(shown == Texts{"one", "two"});
}

TEST_CASE("I2: a stanza that could not be stored is delivered again after a restart, once")
{
    Two world;
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "one");
    world.settle();
    held.stop();
    {
        FullDisk full;
        held.inject(0);
        world.settle();
        world.desk.kill();
    }
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.shown() == Texts{"one"});
    CHECK(world.lee.delivery("one") == Delivery::Delivered);
}

TEST_CASE("I3: what comes live and out of the archive is shown once")
{
    Two world;
    HeldMessages held(world, world.desk.address());
    for (const auto* text : {"one", "two", "three"})
        world.lee.send(world.desk.address(), text);
    world.settle();
    const auto live = held.stanzas;
    REQUIRE(live.size() == 3);
    world.relay.dropConnection(world.desk.address());
    world.relay.forgetSessions();
    world.settle();
    // On the new stream the live copies fall among the archive's, in another order.
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        if (to == world.desk.address() && isLastPage(stanza))
            return std::vector{live[2], stanza, live[0], live[0]};
        return std::vector{stanza};
    };
    world.wait();
    world.relay.onDelivery = {};
    for (const auto& stanza : live)
        world.relay.inject(world.desk.address(), stanza);
    world.settle();
    CHECK(world.shown() == Texts{"one", "two", "three"});
    CHECK(world.desk.cards(world.lee.address()) == 0);
    CHECK(world.lee.delivery("three") == Delivery::Delivered);
    CHECK(world.relay.session(world.desk.address())->unacked.empty());
}

TEST_CASE("a stream that breaks while the archive is read loses nothing, resumed or not")
{
    Two world;
    world.desk.kill();
    for (int i = 0; i < 6; ++i)
        world.lee.send(world.desk.address(), std::to_string(i));
    world.settle();
    world.relay.archivePage = 2;
    int pages = 0;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        if (to == world.desk.address() && stanza.child("fin", "urn:xmpp:mam:2") && ++pages == 2) {
            world.relay.dropConnection(world.desk.address());
            return std::vector<xmpp::Element>{};
        }
        return std::vector{stanza};
    };
    const bool resumes = GENERATE(true, false);
    world.desk.restart();
    world.desk.engine().submitPassword(QString::fromStdString(world.desk.address().toString()),
                                       SecretBytes{viewOf(kRelayPassword)});
    world.settle();
    world.desk.engine().submitCode(QString::fromLatin1(kRelayCode));
    world.settle();
    REQUIRE(pages == 2);
    if (!resumes)
        world.relay.forgetSessions();
    world.lee.send(world.desk.address(), "live");
    world.wait();
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.shown() == Texts{"0", "1", "2", "3", "4", "5", "live"});
    CHECK(world.lee.delivery("live") == Delivery::Delivered);
}

TEST_CASE("an archive that does not answer is asked again, and live messages do not hide it")
{
    Two world;
    world.desk.kill();
    world.lee.send(world.desk.address(), "archived");
    world.settle();
    int asked = 0;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        if (to == world.desk.address() && stanza.child("fin", "urn:xmpp:mam:2") && ++asked == 1)
            return std::vector<xmpp::Element>{};
        return std::vector{stanza};
    };
    world.desk.restart();
    world.desk.engine().submitPassword(QString::fromStdString(world.desk.address().toString()),
                                       SecretBytes{viewOf(kRelayPassword)});
    world.settle();
    world.desk.engine().submitCode(QString::fromLatin1(kRelayCode));
    world.settle();
    CHECK(world.desk.connection == Connection::CatchingUp);
    world.time.advance(std::chrono::seconds{31});
    world.lee.send(world.desk.address(), "live");
    world.time.advance(std::chrono::minutes{2});
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.shown() == Texts{"archived", "live"});
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.shown() == Texts{"archived", "live"});
}

TEST_CASE(
    "I5: a tampered message becomes one card, changes nothing, and the genuine copy resolves it")
{
    Two world;
    const bool isFirstEver = GENERATE(true, false);
    if (!isFirstEver) {
        world.lee.send(world.desk.address(), "hello");
        world.settle();
    }
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "take with food");
    world.settle();
    held.stop();
    const auto& genuine = held.stanzas.back();
    HeldMessages toLee(world, world.lee.address());  // who is not to hear that it is asked for
    world.relay.inject(world.desk.address(), tampered(genuine));
    world.relay.inject(world.desk.address(), tampered(genuine));
    world.settle();
    CHECK(world.desk.cards(world.lee.address()) == 1);
    CHECK(world.lee.delivery("take with food") == Delivery::Relayed);
    CHECK(world.relay.session(world.desk.address())->unacked.empty());  // kept: nothing to repeat

    world.relay.inject(world.desk.address(), genuine);
    world.settle();
    CHECK(world.desk.cards(world.lee.address()) == 0);
    CHECK(world.shown().back() == "take with food");
    toLee.stop();
    for (std::size_t i = 0; i < toLee.stanzas.size(); ++i)
        toLee.inject(i);
    world.settle();
    world.relay.inject(world.desk.address(), tampered(genuine));
    world.lee.send(world.desk.address(), "and water");
    world.settle();
    CHECK(world.desk.cards(world.lee.address()) == 0);
    CHECK(world.shown().back() == "and water");
    CHECK(world.lee.delivery("take with food") == Delivery::Delivered);
}

TEST_CASE("I6: late and repeated receipts change nothing")
{
    Two world;
    HeldMessages held(world, world.desk.address());
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    world.lee.engine().markRead(world.lee.message("potassium 6.1")->conversation);
    world.settle();
    REQUIRE(held.stanzas.size() == 2);  // delivered, read
    held.stop();
    for (const std::size_t index : {1U, 0U, 1U, 0U}) {
        held.inject(index);
        world.settle();
        CHECK(world.desk.delivery("potassium 6.1") == Delivery::Read);
    }
    CHECK(world.desk.cards(world.lee.address()) == 0);
}

TEST_CASE("a receipt counts only from the person whom the message was for", "[B29][B30]")
{
    Two world;
    Outsider mallory(world, "mallory");
    HeldMessages held(world, world.lee.address());
    world.desk.send(world.lee.address(), "for lee alone");
    world.desk.send(mallory.address(), "for mallory");
    world.settle();
    REQUIRE(world.desk.delivery("for lee alone") == Delivery::Relayed);
    REQUIRE(held.stanzas.size() == 1);
    const std::string id{xmpp::originId(held.stanzas.front())};
    const std::vector<std::pair<std::string, xmpp::Content>> lies{
        {"lie-1", xmpp::ReceivedReceipt{{id}}},
        {"lie-2", xmpp::ReadReceipt{{id, "never-sent"}}},
        {"lie-3", xmpp::Acknowledgement{id}},
    };
    for (const auto& [lieId, lie] : lies)
        world.relay.sendAs(mallory.full(), mallory.seal(world.desk.address(), lieId, lie));
    world.settle();
    CHECK(world.desk.delivery("for lee alone") == Delivery::Relayed);
    CHECK(world.desk.cards(mallory.address()) == 0);  // they were read, and believed nothing

    for (const auto& one : copiesFrom(world, world.desk.address()))
        if (one.first != id)
            world.relay.sendAs(
                mallory.full(),
                mallory.seal(world.desk.address(), "truth", xmpp::ReadReceipt{{one.first}}));
    world.settle();
    CHECK(world.desk.delivery("for mallory") == Delivery::Read);
}

TEST_CASE("600 archived messages are read oldest first over many pages, and all are reported")
{
    Two world;
    world.desk.kill();
    Texts expected;
    for (int i = 0; i < 600; ++i) {
        expected.push_back("message " + std::to_string(i));
        world.lee.send(world.desk.address(), expected.back());
    }
    world.settle();
    world.relay.archivePage = 50;
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.shown() == expected);
    CHECK(std::ranges::all_of(world.lee.messages, [](const MessageSnapshot& message) {
        return message.delivery == Delivery::Delivered;
    }));
}

TEST_CASE("an archive that lost our place is read again without doubles and without cards", "[C14]")
{
    Two world;
    {
        Person old(world, "ben");  // an earlier workstation, with keys that are gone
        old.signIn();
        world.lee.send(old.address(), "before this device");
        world.settle();
    }
    Person ben(world, "ben");
    ben.signIn();
    world.wait();
    CHECK(ben.cards(world.lee.address()) == 0);
    world.lee.send(ben.address(), "one");
    world.settle();
    ben.send(world.lee.address(), "two");
    world.settle();
    world.lee.engine().markRead(world.lee.conversationWith(ben.address()));
    world.settle();
    ben.kill();
    world.lee.send(ben.address(), "three");
    world.settle();
    for (auto& one : world.relay.account(ben.address())->archive)
        one.id = "imported-" + one.id;
    ben.restart();
    ben.signIn();
    CHECK(ben.texts(world.lee.address()) == Texts{"one", "two", "three"});
    CHECK(ben.cards(world.lee.address()) == 0);
}
