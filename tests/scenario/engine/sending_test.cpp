// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing that was typed is lost, nothing is sent as two different things, nothing leaves
// before it is on the disk (design.md, 7, "Out").
#include "tests/scenario/engine/acquaintance.h"
#include "tests/scenario/engine/full_disk.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Fate = FakeRelay::Fate;
using Texts = std::vector<std::string>;

namespace {

/// Two people who have already spoken, so that sessions exist both ways.
struct Acquainted : World {
    Acquainted() : desk(*this, "desk"), lee(*this, "lee") { makeAcquainted(*this, desk, lee); }

    /// The next message of the desk meets this fate, once.
    void nextMessage(Fate fate)
    {
        relay.onMessage = [this, fate, used = false](const xmpp::Element& message) mutable {
            if (used || message.attribute("to") != lee.address().toString())
                return Fate::Pass;
            used = true;
            return fate;
        };
    }

    std::size_t copiesOfNewest() const
    {
        const auto copies = copiesFrom(*this, desk.address());
        for (const auto& one : relay.sent)
            if (one.from == desk.address())
                newest = std::string{xmpp::originId(element(one.xml))};
        return copies.at(newest).size();
    }

    Person desk;
    Person lee;
    mutable std::string newest;
};

}  // namespace

TEST_CASE("a message whose ack was lost with the stream arrives once, sent twice as the same bytes")
{
    Acquainted world;
    HeldMessages held(world, world.lee.address());  // no receipt tells that it has come
    world.nextMessage(Fate::StoreAndBreak);
    world.relay.archivesForSender = false;  // and no copy that it was stored
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    CHECK(world.desk.connection == Connection::Offline);
    world.relay.forgetSessions();
    world.wait();
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.copiesOfNewest() == 2);

    held.stop();
    REQUIRE(held.stanzas.size() == 2);
    held.inject(0);
    held.inject(1);
    world.settle();
    checkWire(world, {"potassium"});
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()) ==
          Texts{"hello", "hello yourself", "potassium 6.1"});
}

TEST_CASE("a lost ack is made good by the resumed stream, or by the own copy in the archive")
{
    Acquainted world;
    const bool resumes = GENERATE(true, false);
    world.nextMessage(Fate::StoreAndBreak);
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    if (!resumes)
        world.relay.forgetSessions();
    world.wait();
    CHECK(world.copiesOfNewest() == 1);
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()).size() == 3);
}

TEST_CASE("a message that the relay never had goes out again after the break")
{
    Acquainted world;
    const bool resumes = GENERATE(true, false);
    world.nextMessage(Fate::Lose);
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Sent);
    if (!resumes)
        world.relay.forgetSessions();
    world.wait();
    CHECK(world.copiesOfNewest() == 2);
    checkWire(world);
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()).size() == 3);
}

TEST_CASE("without acks a message stays sent; the receipt alone moves it on")
{
    Acquainted world;
    world.relay.acksHeld = true;
    HeldMessages held(world, world.desk.address());
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Sent);
    held.stop();
    held.inject(0);
    world.settle();
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    const auto sent = *world.desk.message("potassium 6.1");
    CHECK(sent.relayedAtMs == sent.deliveredAtMs);  // known by then; not when
}

TEST_CASE("I1: no byte of a message leaves before its commit")
{
    Acquainted world;
    const auto before = world.relay.sent.size();
    SECTION("the disk is full when it is typed")
    {
        FullDisk full;
        world.desk.send(world.lee.address(), "never stored");
        world.settle();
        CHECK(world.relay.sent.size() == before);
    }
    SECTION("the disk is full when it is sealed")
    {
        world.relay.unreachable = true;
        world.relay.dropConnection(world.desk.address());
        world.settle();
        world.desk.send(world.lee.address(), "stored, then sealed");
        CHECK(world.desk.delivery("stored, then sealed") == Delivery::Queued);
        world.relay.unreachable = false;
        {
            FullDisk full;
            world.wait();
            CHECK(world.relay.sent.size() == before);
        }
        CHECK(world.desk.delivery("stored, then sealed") == Delivery::Queued);
        world.relay.dropConnection(world.desk.address());
        world.settle();
        world.wait();
        CHECK(world.desk.delivery("stored, then sealed") == Delivery::Delivered);
    }
    CHECK_FALSE(world.desk.problems.empty());
    checkWire(world);
}

TEST_CASE("what was typed offline goes out in order, by itself, once the stream is back")
{
    Acquainted world;
    const bool resumes = GENERATE(true, false);
    world.relay.unreachable = true;
    world.relay.dropConnection(world.desk.address());
    world.settle();
    for (const auto* text : {"one", "two", "three"})
        world.desk.send(world.lee.address(), text);
    world.settle();
    CHECK(world.desk.delivery("three") < Delivery::Sent);
    if (!resumes)
        world.relay.forgetSessions();
    world.relay.unreachable = false;
    world.time.advance(std::chrono::minutes{2});
    CHECK(world.desk.delivery("three") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()) ==
          Texts{"hello", "hello yourself", "one", "two", "three"});
    checkWire(world);
}

TEST_CASE("a message typed while the archive is read does not overtake what waits")
{
    Acquainted world;
    world.nextMessage(Fate::Lose);
    world.desk.send(world.lee.address(), "first");
    world.settle();
    world.relay.forgetSessions();
    bool typed = false;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        if (to == world.desk.address() && stanza.child("fin", "urn:xmpp:mam:2") && !typed) {
            typed = true;  // the last page is under way
            world.desk.send(world.lee.address(), "second");
        }
        return std::vector{stanza};
    };
    world.wait();
    CHECK(typed);
    CHECK(world.lee.texts(world.desk.address()) ==
          Texts{"hello", "hello yourself", "first", "second"});
    const auto copies = copiesFrom(world, world.desk.address());
    CHECK(std::ranges::all_of(copies, [](const auto& all) { return all.second.size() <= 2; }));
    CHECK(world.copiesOfNewest() == 1);
    checkWire(world);
}

TEST_CASE("queued messages outlive the process and are sent in order by the next")
{
    Acquainted world;
    world.relay.unreachable = true;
    world.relay.dropConnection(world.desk.address());
    world.settle();
    for (const auto* text : {"one", "two", "three"})
        world.desk.send(world.lee.address(), text);
    world.desk.kill();
    world.relay.unreachable = false;
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.desk.delivery("three") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()) ==
          Texts{"hello", "hello yourself", "one", "two", "three"});
}

TEST_CASE("I4: a message sealed before a crash is sent by the next process as the same bytes")
{
    Acquainted world;
    world.nextMessage(Fate::Lose);
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.copiesOfNewest() == 2);
    checkWire(world);
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()).size() == 3);
}

TEST_CASE("two conversations keep their order each")
{
    Acquainted world;
    Person ben(world, "ben");
    ben.signIn();
    Texts toLee{"hello", "hello yourself"};
    Texts toBen;
    for (int i = 0; i < 12; ++i) {
        auto& texts = i % 2 ? toBen : toLee;
        texts.push_back("number " + std::to_string(i));
        world.desk.send(i % 2 ? ben.address() : world.lee.address(), texts.back());
        if (i == 5) {
            world.settle();
            world.relay.dropConnection(world.desk.address());
            world.relay.forgetSessions();
        }
    }
    world.wait();
    CHECK(world.lee.texts(world.desk.address()) == toLee);
    CHECK(ben.texts(world.desk.address()) == toBen);
    checkWire(world);
}

TEST_CASE("a message to somebody without a device waits, and goes out when they first sign in")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    desk.send(lee.address(), "welcome to the team");
    world.settle();
    CHECK(desk.delivery("welcome to the team") == Delivery::Queued);
    CHECK(world.relay.sent.empty());
    lee.signIn();
    CHECK(lee.texts(desk.address()) == Texts{"welcome to the team"});
    CHECK(desk.delivery("welcome to the team") == Delivery::Delivered);
    checkWire(world);
}

TEST_CASE("a bounce marks a message as failed, and a retry delivers it once")
{
    Acquainted world;
    HeldMessages held(world, world.lee.address());
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    REQUIRE(held.stanzas.size() == 1);
    REQUIRE(world.desk.delivery("potassium 6.1") == Delivery::Relayed);
    auto error = element("<message type='error'><error type='cancel'><service-unavailable "
                         "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    error.set("id", held.stanzas.front().attribute("id"))
        .set("from", world.lee.address().toString());
    world.relay.inject(world.desk.address(), error);
    world.settle();
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Failed);
    held.stop();
    world.desk.engine().retry(world.desk.message("potassium 6.1")->id);
    world.settle();
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    held.inject(0);  // the bounced copy was not lost after all
    world.settle();
    CHECK(world.lee.texts(world.desk.address()) ==
          Texts{"hello", "hello yourself", "potassium 6.1"});
    CHECK(world.lee.cards(world.desk.address()) == 0);
}

TEST_CASE("a relay that falls silent is noticed, and nothing is lost with it")
{
    Acquainted world;
    world.relay.silent = true;
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.time.advance(std::chrono::seconds{61});
    CHECK(world.desk.connection == Connection::Offline);
    world.relay.silent = false;
    world.time.advance(std::chrono::minutes{3});
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    CHECK(world.lee.texts(world.desk.address()).size() == 3);
    checkWire(world);
}
