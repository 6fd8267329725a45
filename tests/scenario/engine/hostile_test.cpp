// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers, colleagues and the relay may not do to an open session (hostile.md).
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;

namespace {

struct Desk : World {
    Desk() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
    }

    void inject(const std::string& xml)
    {
        relay.inject(desk.address(), element(xml));
        settle();
    }

    Person desk;
    Person lee;
};

std::string deviceNode()
{
    return std::string{omemo::kDevicesNs};
}

}  // namespace

TEST_CASE("sealed garbage from a stranger makes no conversation", "[D26]")
{
    Desk world;
    Outsider stranger(world, "stranger", "");
    auto garbage = stranger.seal(world.desk.address(), "garbage-1",
                                 xmpp::TextMessage{"buy now", {Urgency::Fyi, {}}});
    world.relay.sendAs(stranger.full(), tampered(garbage));
    world.inject("<message from='nobody@elsewhere.example/x' to='desk@clinic.example' id='g2'>"
                 "<encrypted xmlns='urn:x-sotto:sealed:0'><header sid='1'/></encrypted>"
                 "<origin-id xmlns='urn:xmpp:sid:0' id='g2'/></message>");
    CHECK(world.desk.conversations.empty());
    CHECK(world.desk.messages.empty());
    CHECK(world.relay.session(world.desk.address())->unacked.empty());
}

TEST_CASE("text that was not encrypted is never shown", "[D33][D34]")
{
    Desk world;
    world.inject("<message from='lee@clinic.example/a' to='desk@clinic.example' type='chat'>"
                 "<body>in the clear</body><origin-id xmlns='urn:xmpp:sid:0' id='p1'/></message>");
    world.inject("<message from='lee@clinic.example/a' to='desk@clinic.example' type='chat'>"
                 "<body>with a lure</body><encrypted xmlns='eu.siacs.conversations.axolotl'/>"
                 "</message>");
    CHECK_FALSE(world.desk.message("in the clear"));
    CHECK_FALSE(world.desk.message("with a lure"));
    CHECK(world.desk.messages.size() == 1);  // a card for what only looks like OMEMO 0.3
    CHECK(world.desk.arrivals.empty());
    CHECK(world.relay.session(world.desk.address())->unacked.empty());
}

TEST_CASE("only our own account may push the directory", "[C1]")
{
    Desk world;
    const auto before = world.desk.people.size();
    for (const std::string from : {"lee@clinic.example", "lee@clinic.example/a", "clinic.example",
                                   "desk@clinic.example/other"}) {
        world.inject("<iq type='set' id='push-1' from='" + from +
                     "'><query xmlns='jabber:iq:roster'><item jid='dr.evil@clinic.example' "
                     "name='Dr. Chen' subscription='both'/></query></iq>");
        CHECK(world.desk.people.size() == before);
    }
    world.inject("<iq type='set' id='push-2' from='desk@clinic.example'>"
                 "<query xmlns='jabber:iq:roster'><item jid='new@clinic.example' name='New' "
                 "subscription='both'/></query></iq>");
    CHECK(world.desk.people.size() == before + 1);
}

TEST_CASE("a carbon or an archive result from somebody else shows nothing", "[C4][C8]")
{
    Desk world;
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "the genuine message");
    world.settle();
    held.stop();
    const auto inner = xmpp::toXml(held.stanzas.front());
    const auto forwarded = "<forwarded xmlns='urn:xmpp:forward:0'>" + inner + "</forwarded>";
    for (const std::string from : {"mallory@clinic.example", "lee@clinic.example",
                                   "desk@clinic.example/other", "clinic.example"}) {
        const auto begin = "<message from='" + from + "' to='desk@clinic.example'>";
        world.inject(begin + "<received xmlns='urn:xmpp:carbons:2'>" + forwarded +
                     "</received></message>");
        world.inject(begin + "<result xmlns='urn:xmpp:mam:2' id='x' queryid='y'>" + forwarded +
                     "</result></message>");
    }
    CHECK(world.desk.messages.empty());
    CHECK(world.desk.cards(world.lee.address()) == 0);
}

TEST_CASE("a device list of 5,000 ids neither hangs nor shuts out the genuine device", "[C22]")
{
    Desk world;
    auto& account = *world.relay.account(world.lee.address());
    auto list = account.nodes.at(deviceNode()).items.back().second;
    const auto genuine = list.children.front();
    for (int id = 1; id <= 5000; ++id) {
        xmpp::Element device{"device", omemo::kDevicesNs};
        device.set("id", id % 7 == 0 ? "0" : std::to_string(id));
        if (id <= 100)
            device.set("alert-key", genuine.attribute("alert-key"));
        list.add(std::move(device));
    }
    world.relay.publish(account, deviceNode(), "current", list);
    world.desk.send(world.lee.address(), "still there?");
    world.settle();
    CHECK(world.desk.connection == Connection::Online);
    CHECK(world.lee.texts(world.desk.address()) == Texts{"still there?"});
}

TEST_CASE("an emptied or deleted device list stops sending; nothing ever leaves in the clear",
          "[D32]")
{
    Desk world;
    auto& account = *world.relay.account(world.lee.address());
    const auto list = account.nodes.at(deviceNode()).items.back().second;
    const bool deleted = GENERATE(false, true);
    world.desk.send(world.lee.address(), "before");
    world.settle();
    const auto before = world.relay.sent.size();
    world.lee.kill();  // who would put the device back (C21)
    if (deleted) {
        account.nodes.erase(deviceNode());
        world.inject("<message from='lee@clinic.example' type='headline'>"
                     "<event xmlns='http://jabber.org/protocol/pubsub#event'>"
                     "<delete node='urn:x-sotto:devices:0'/></event></message>");
    } else {
        world.relay.publish(account, deviceNode(), "current",
                            xmpp::Element{"devices", omemo::kDevicesNs});
        world.settle();
    }
    world.desk.send(world.lee.address(), "after");
    world.settle();
    CHECK(world.desk.delivery("after") == Delivery::Queued);
    CHECK(world.relay.sent.size() == before);
    world.relay.publish(account, deviceNode(), "current", list);
    world.settle();
    CHECK(world.desk.delivery("after") == Delivery::Relayed);
    checkWire(world, {"before", "after"});
}

TEST_CASE("a device that is listed while keys are being fetched gets the next message")
{
    Desk world;
    Outsider ben(world, "ben", "Front Desk", Outsider::Listed::No);
    auto& account = *world.relay.account(ben.address());
    auto list = ben.deviceList();
    auto noKeys = list.children.front();
    noKeys.set("id", "77");
    world.relay.publish(account, deviceNode(), "current",
                        xmpp::Element{"devices", omemo::kDevicesNs}.add(noKeys));
    list.add(noKeys);
    // While the desk asks for the keys of device 77, the list grows.
    bool changed = false;
    world.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        const bool isList = stanza.name == "iq" && stanza.attribute("from") == "ben@clinic.example";
        if (to == world.desk.address() && isList && !changed) {
            changed = true;
            world.relay.post([&] { world.relay.publish(account, deviceNode(), "current", list); });
        }
        return std::vector{stanza};
    };
    world.desk.send(ben.address(), "one");
    world.settle();
    CHECK(changed);
    CHECK(world.desk.delivery("one") == Delivery::Relayed);
}

TEST_CASE("PEP events speak only for the account that they come from", "[C20]")
{
    Desk world;
    world.desk.send(world.lee.address(), "one");
    world.settle();
    for (const std::string from : {"lee@clinic.example/a", "clinic.example",
                                   "mallory@clinic.example", "desk@clinic.example/other"})
        world.inject("<message from='" + from +
                     "' type='headline'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
                     "<items node='urn:x-sotto:devices:0'><item id='current'>"
                     "<devices xmlns='urn:x-sotto:devices:0'/></item></items></event></message>");
    world.desk.send(world.lee.address(), "two");
    world.settle();
    CHECK(world.desk.delivery("two") == Delivery::Delivered);
}
