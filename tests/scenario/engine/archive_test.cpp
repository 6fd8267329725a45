// SPDX-License-Identifier: GPL-3.0-or-later
// The archive is the truth; what comes live is a faster copy of it (design.md, 7).
#include "tests/scenario/engine/full_disk.h"
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

constexpr auto kLevelled = 200s;  // surely one quiet look into the archive

struct Two : World {
    Two() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
        desk.send(lee.address(), "hello");
        settle();
        lee.send(desk.address(), "hello yourself");
        settle();
        time.advance(kLevelled);  // both are level
    }

    std::size_t copiesOfNewest() const
    {
        const auto copies = copiesFrom(*this, desk.address());
        std::string newest;
        for (const auto& one : relay.sent)
            if (one.from == desk.address())
                newest = std::string{xmpp::originId(element(one.xml))};
        return copies.at(newest).size();
    }

    std::vector<FakeArchived>& archiveOf(const Person& person)
    {
        return relay.account(person.address())->archive;
    }

    Person desk;
    Person lee;
};

/// Follows what the relay puts on the wire to an account.
int countFins(World& world, const Jid& account, int& fins)
{
    world.relay.onDelivery = [&fins, account](const Jid& to, const xmpp::Element& stanza) {
        fins += to == account && stanza.child("fin", "urn:xmpp:mam:2") ? 1 : 0;
        return std::vector{stanza};
    };
    return fins;
}

}  // namespace

TEST_CASE("a live stanza that got lost comes out of the archive within minutes, without a word")
{
    Two world;
    world.relay.onDelivery = [&, lost = false](const Jid& to, const xmpp::Element& stanza) mutable {
        if (to == world.desk.address() && isSealed(stanza) && !lost) {
            lost = true;
            return std::vector<xmpp::Element>{};
        }
        return std::vector{stanza};
    };
    world.lee.send(world.desk.address(), "one");
    world.desk.send(world.lee.address(), "two");
    world.settle();
    CHECK(world.desk.message("one") == nullptr);
    CHECK(world.desk.message("two"));
    world.desk.shownConnections.clear();
    world.time.advance(kLevelled);
    CHECK(world.desk.message("one"));
    CHECK(world.lee.delivery("one") == Delivery::Delivered);
    CHECK(world.desk.shownConnections.empty());
    CHECK(world.desk.cards(world.lee.address()) == 0);
}

TEST_CASE("a session that is level does not ask the archive again")
{
    Two world;
    int fins = 0;
    countFins(world, world.desk.address(), fins);
    world.time.advance(1h);
    CHECK(fins == 0);
    world.lee.send(world.desk.address(), "one");
    world.time.advance(1h);
    CHECK(fins >= 1);
    CHECK(fins <= 2);  // the message; the receipt's acknowledgement, if that came later
}

TEST_CASE("what was taken live is known in the archive of the next session, receipts too")
{
    Two world;
    world.desk.send(world.lee.address(), "mine");
    world.lee.send(world.desk.address(), "theirs");
    world.settle();
    world.lee.engine().markRead(world.lee.conversationWith(world.desk.address()));
    world.settle();
    REQUIRE(world.desk.delivery("mine") == Delivery::Read);
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.desk.texts(world.lee.address()) ==
          Texts{"hello", "hello yourself", "mine", "theirs"});
    CHECK(world.desk.cards(world.lee.address()) == 0);
    CHECK(world.desk.arrivals.empty());
}

TEST_CASE("a forged live copy does not hide the genuine one in the archive")
{
    Two world;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        const bool isLive = to == world.desk.address() && isSealed(stanza);
        return std::vector{isLive ? tampered(stanza) : stanza};
    };
    world.lee.send(world.desk.address(), "take with food");
    world.settle();
    CHECK(world.desk.cards(world.lee.address()) == 1);
    world.time.advance(kLevelled);
    CHECK(world.desk.cards(world.lee.address()) == 0);
    CHECK(world.desk.texts(world.lee.address()).back() == "take with food");
}

TEST_CASE("an acknowledged message that the archive lacks goes out again, as the same bytes")
{
    Two world;
    HeldMessages held(world, world.lee.address());
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    REQUIRE(world.desk.delivery("potassium 6.1") == Delivery::Relayed);
    held.stop();
    // The relay acknowledged it, and came back from its backup without it.
    world.archiveOf(world.desk).pop_back();
    world.archiveOf(world.lee).pop_back();
    const bool isNewStream = GENERATE(false, true);
    if (isNewStream) {
        world.relay.dropConnection(world.desk.device());
        world.relay.forgetSessions();
    }
    world.time.advance(kLevelled);
    CHECK(world.copiesOfNewest() == 2);
    checkWire(world);
    CHECK(world.lee.texts(world.desk.address()).back() == "potassium 6.1");
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    world.time.advance(kLevelled);
    CHECK(world.copiesOfNewest() == 2);
}

TEST_CASE("a relay that keeps no copies of ours gets a message three times, not for ever")
{
    Two world;
    HeldMessages held(world, world.lee.address());  // no receipt either
    world.relay.archivesForSender = false;
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.time.advance(1h);
    CHECK(world.copiesOfNewest() == 3);
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Relayed);
    world.desk.restart();
    world.desk.signIn();
    world.time.advance(1h);
    CHECK(world.copiesOfNewest() == 3);
    checkWire(world);
}

TEST_CASE("an archive that goes in circles proves nothing missing", "[C10]")
{
    Two world;
    HeldMessages held(world, world.lee.address());
    world.relay.archivesForSender = false;
    const auto hold = world.relay.onDelivery;
    const auto end = world.archiveOf(world.desk).back().id;
    world.relay.onDelivery = [&, hold, end](const Jid& to, const xmpp::Element& stanza) {
        auto changed = stanza;
        for (auto& child : changed.children) {
            if (child.name != "fin")
                continue;
            child.set("complete", "false");
            for (const auto* name : {"first", "last"})
                child.children.front().add(
                    xmpp::Element{name, child.children.front().ns}.setText(end));
        }
        return hold(to, changed);
    };
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.time.advance(1h);
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.copiesOfNewest() == 1);
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Relayed);
}

TEST_CASE("what was never acknowledged is never given up")
{
    Two world;
    HeldMessages held(world, world.lee.address());
    world.relay.onMessage = [](const xmpp::Element&) { return FakeRelay::Fate::Lose; };
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    for (int i = 0; i < 6; ++i) {
        world.relay.forgetSessions();
        world.time.advance(10min);
    }
    CHECK(world.copiesOfNewest() >= 6);
    world.relay.onMessage = {};
    held.stop();
    world.time.advance(20min);
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
    checkWire(world);
}

TEST_CASE("a bounce counts only from the address that the message went to")
{
    Two world;
    HeldMessages held(world, world.lee.address());
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    REQUIRE(held.stanzas.size() == 1);
    const bool isProved = GENERATE(false, true);
    if (isProved)
        world.time.advance(kLevelled);
    auto error = element("<message type='error'><error type='cancel'><service-unavailable "
                         "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    error.set("id", held.stanzas.front().attribute("id"));
    for (const auto* from : {"mallory@clinic.example", "clinic.example", "desk@clinic.example"}) {
        world.relay.inject(world.desk.address(), error.set("from", from));
        world.settle();
        CHECK(world.desk.delivery("potassium 6.1") == Delivery::Relayed);
    }
    world.relay.inject(world.desk.address(), error.set("from", "lee@clinic.example/away"));
    world.settle();
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Failed);
}

TEST_CASE("the archived copy of a message that bounced proves nothing for the one sent after it")
{
    Two world;
    HeldMessages held(world, world.lee.address());
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    auto error = element("<message type='error' from='lee@clinic.example'><error type='cancel'>"
                         "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    error.set("id", held.stanzas.front().attribute("id"));
    world.relay.inject(world.desk.address(), error);
    world.settle();
    REQUIRE(world.desk.delivery("potassium 6.1") == Delivery::Failed);
    world.relay.onMessage = [](const xmpp::Element&) { return FakeRelay::Fate::Lose; };
    world.desk.engine().retry(world.desk.message("potassium 6.1")->id);
    world.settle();
    world.relay.onMessage = {};
    held.stop();
    world.relay.forgetSessions();
    world.time.advance(kLevelled);
    CHECK(world.lee.texts(world.desk.address()).back() == "potassium 6.1");
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
}

TEST_CASE("the next page is asked for before this one is stored, and never stored ahead of it")
{
    Two world;
    world.desk.kill();
    Texts expected{"hello", "hello yourself"};
    for (int i = 0; i < 9; ++i) {
        expected.push_back(std::to_string(i));
        world.lee.send(world.desk.address(), expected.back());
    }
    world.settle();
    world.relay.archivePage = 3;
    std::optional<FullDisk> full;
    int fins = 0;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        if (to == world.desk.address() && stanza.child("fin", "urn:xmpp:mam:2") && ++fins == 1)
            full.emplace();  // the first page cannot be stored
        if (fins == 2)
            full.reset();  // the second one could
        return std::vector{stanza};
    };
    world.desk.restart();
    world.desk.startSigningIn();
    CHECK(fins == 2);
    CHECK(world.desk.connection != Connection::Online);
    CHECK(world.desk.messages.empty());
    full.reset();
    world.time.advance(2min);
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.desk.texts(world.lee.address()) == expected);
}

TEST_CASE("a stanza above our limits costs one line in the log, live or in the archive", "[B4][B6]")
{
    Two world;
    const bool isArchived = GENERATE(false, true);
    const bool isDeep = GENERATE(false, true);
    auto poison = element("<message from='lee@clinic.example/a' to='desk@clinic.example'/>");
    if (isDeep) {
        xmpp::Element inner{"x", "urn:x"};
        for (int i = 0; i < 40; ++i)
            inner = xmpp::Element{"x", "urn:x"}.add(std::move(inner));
        poison.add(std::move(inner));
    } else {
        poison.add(xmpp::Element{"body", xmpp::kClientNs}.setText(std::string(300 * 1024, 'x')));
    }
    if (isArchived) {
        world.desk.kill();
        world.lee.send(world.desk.address(), "before");
        world.settle();
        world.archiveOf(world.desk).push_back({"poison", world.time.wallNow(), poison});
        world.lee.send(world.desk.address(), "after");
        world.settle();
        world.relay.archivePage = GENERATE(1U, 250U);
        world.desk.restart();
        world.desk.signIn();
    } else {
        world.lee.send(world.desk.address(), "before");
        world.settle();
        world.relay.inject(world.desk.address(), poison);
        world.settle();
        world.lee.send(world.desk.address(), "after");
        world.settle();
    }
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.desk.texts(world.lee.address()) ==
          Texts{"hello", "hello yourself", "before", "after"});
    CHECK(world.relay.session(world.desk.address())->unacked.empty());
    CHECK(world.lee.delivery("after") == Delivery::Delivered);
    world.desk.restart();  // and it does not stand in the way of the next session either
    world.desk.signIn();
    CHECK(world.desk.texts(world.lee.address()).size() == 4);
}

TEST_CASE("a locked session counts from what the vault has, live or out of the archive, once")
{
    Two world;
    const bool isLevel = GENERATE(false, true);
    world.lee.send(world.desk.address(), "read before the lock");
    world.settle();
    if (isLevel)
        world.time.advance(kLevelled);
    auto handOver = world.desk.lock();
    world.lee.send(world.desk.address(), "for later");
    world.settle();
    world.desk.restart(std::move(handOver));
    CHECK(world.desk.waiting == 1);
    world.lee.send(world.desk.address(), "also for later");
    world.settle();
    CHECK(world.desk.waiting == 2);
    world.desk.unlock();
    CHECK(world.desk.texts(world.lee.address()).size() == 5);
}

TEST_CASE("a lock while pages are read counts neither what they brought nor what came live")
{
    Two world;
    world.desk.kill();
    for (int i = 0; i < 6; ++i)
        world.lee.send(world.desk.address(), std::to_string(i));
    world.settle();
    world.relay.archivePage = 2;
    HandOver handOver;
    int fins = 0;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        if (to == world.desk.address() && stanza.child("fin", "urn:xmpp:mam:2") && ++fins == 3)
            handOver = world.desk.handOverNow();  // two pages are in the vault
        return std::vector{stanza};
    };
    world.desk.restart();
    world.desk.startSigningIn();
    world.relay.onDelivery = {};
    REQUIRE_FALSE(handOver.isEmpty());
    world.desk.restart(std::move(handOver));
    CHECK(world.desk.waiting == 2);
}
