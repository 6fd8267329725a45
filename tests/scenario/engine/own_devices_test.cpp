// SPDX-License-Identifier: GPL-3.0-or-later
// One person at two workstations: what was said and done at one is seen at the other.
#include "core/xmpp/namespaces.h"
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/wire.h"
#include "tests/scenario/engine/workplaces.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

struct Ward : Workplaces {
    ConversationSnapshot lineOf(const Person& person) const
    {
        const auto of = QString::fromStdString(lee.address().toString());
        const auto found =
            std::ranges::find(person.conversations, of, &ConversationSnapshot::address);
        REQUIRE(found != person.conversations.end());
        return *found;
    }

    std::size_t sentBy(const Jid& account) const
    {
        return static_cast<std::size_t>(
            std::ranges::count(relay.sent, account, &FakeRelay::Sent::from));
    }
};

const Texts kSpoken{"hello", "from the laptop", "from the desk"};

}  // namespace

TEST_CASE("what one of our devices sends appears on the other as sent, with every later state")
{
    Ward ward;
    CHECK(ward.lee.texts(ward.laptop.address()) == kSpoken);
    CHECK(ward.laptop.texts(ward.lee.address()) == kSpoken);
    CHECK(ward.desk.texts(ward.lee.address()) == kSpoken);
    for (auto* const person : {&ward.laptop, &ward.desk}) {
        for (const auto* text : {"from the laptop", "from the desk"}) {
            REQUIRE(person->message(text));
            CHECK(person->message(text)->outgoing);
            CHECK(person->delivery(text) == Delivery::Delivered);
        }
        CHECK(person->arrivals.size() == 1);  // Lee's only: nobody is rung for his own words
        CHECK(person->cards(ward.lee.address()) == 0);
        CHECK(person->problems.empty());
    }
    const auto received = *ward.lee.message("from the desk");
    ward.lee.engine().markRead(received.conversation);
    ward.settle();
    CHECK(ward.laptop.delivery("from the desk") == Delivery::Read);
    ward.lee.engine().acknowledge(received.id);
    ward.settle();
    CHECK(ward.laptop.delivery("from the desk") == Delivery::Acknowledged);
    CHECK(ward.desk.delivery("from the desk") == Delivery::Acknowledged);
    checkWire(ward, {"from the"});
}

TEST_CASE("a device that was away finds in the archive what its person did on the other")
{
    Ward ward;
    const bool isLocked = GENERATE(false, true);
    HandOver handOver;
    if (isLocked)
        handOver = ward.desk.lock();
    ward.desk.kill();
    ward.lee.send(ward.laptop.address(), "potassium 6.1", Urgency::Concern);
    ward.settle();
    ward.laptop.engine().markRead(ward.laptop.message("potassium 6.1")->conversation);
    ward.laptop.engine().acknowledge(ward.laptop.message("potassium 6.1")->id);
    ward.laptop.send(ward.lee.address(), "on my way");
    ward.settle();
    REQUIRE(ward.lee.delivery("potassium 6.1") == Delivery::Acknowledged);
    const auto sent = ward.sentBy(ward.desk.address());
    ward.desk.arrivals.clear();

    ward.desk.restart(std::move(handOver));
    if (isLocked)
        ward.desk.unlock();
    else
        ward.desk.signIn();
    CHECK(ward.desk.texts(ward.lee.address()) ==
          Texts{"hello", "from the laptop", "from the desk", "potassium 6.1", "on my way"});
    CHECK(ward.lineOf(ward.desk).unread == 0);
    CHECK(ward.desk.message("potassium 6.1")->acknowledgedAtMs != 0);
    CHECK(ward.desk.delivery("on my way") == Delivery::Delivered);
    CHECK(ward.sentBy(ward.desk.address()) == sent);  // the laptop has reported it all
    CHECK(ward.desk.cards(ward.lee.address()) == 0);
    CHECK(ward.desk.arrivals.empty());  // it was read on the laptop
}

TEST_CASE("reading or acknowledging on one device settles it on the other, at once")
{
    Ward ward;
    ward.lee.send(ward.laptop.address(), "call back room 4", Urgency::Action);
    ward.settle();
    CHECK(ward.lineOf(ward.laptop).unread == 2);
    CHECK(ward.lineOf(ward.desk).unread == 2);
    ward.desk.engine().markRead(ward.desk.message("call back room 4")->conversation);
    ward.settle();
    CHECK(ward.lineOf(ward.laptop).unread == 0);
    CHECK_FALSE(ward.laptop.message("call back room 4")->unread);
    CHECK(ward.laptop.message("call back room 4")->readAtMs != 0);
    CHECK(ward.lee.delivery("call back room 4") == Delivery::Read);
    const auto sent = ward.sentBy(ward.laptop.address());
    ward.laptop.engine().markRead(ward.laptop.message("call back room 4")->conversation);
    ward.settle();
    CHECK(ward.sentBy(ward.laptop.address()) == sent);
    ward.laptop.engine().acknowledge(ward.laptop.message("call back room 4")->id);
    ward.settle();
    CHECK(ward.desk.message("call back room 4")->acknowledgedAtMs != 0);
}

TEST_CASE("a copy of ours that cannot be opened is a card where it belongs, healed by the archive")
{
    Ward ward;
    ward.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        auto changed = stanza;
        if (to == ward.desk.address())
            for (auto& child : changed.children)
                if (child.is("sent", xmpp::kCarbonsNs))
                    child.children.front().children.front() =
                        tampered(child.children.front().children.front());
        return std::vector{changed};
    };
    ward.laptop.send(ward.lee.address(), "potassium 6.1");
    ward.settle();
    CHECK(ward.desk.cards(ward.lee.address()) == 1);
    CHECK(ward.desk.message("potassium 6.1") == nullptr);
    ward.relay.onDelivery = {};
    ward.time.advance(200s);
    CHECK(ward.desk.cards(ward.lee.address()) == 0);
    CHECK(ward.desk.texts(ward.lee.address()).back() == "potassium 6.1");
}

TEST_CASE("a stanza of ours counts only in a carbon that our own account sent", "[C4][C6]")
{
    Ward ward;
    xmpp::Element carbon;
    ward.relay.onDelivery = [&](const Jid& to, const xmpp::Element& stanza) {
        const bool isCarbon = stanza.child("sent", xmpp::kCarbonsNs) != nullptr;
        if (to != ward.desk.address() || !isCarbon)
            return std::vector{stanza};
        carbon = stanza;
        return std::vector<xmpp::Element>{};
    };
    ward.laptop.send(ward.lee.address(), "potassium 6.1");
    ward.settle();
    ward.relay.onDelivery = {};
    REQUIRE(carbon.name == "message");
    for (const auto* from : {"lee@clinic.example", "dana@clinic.example/other", "clinic.example"}) {
        ward.relay.inject(ward.desk.device(), xmpp::Element{carbon}.set("from", from));
        ward.settle();
        CHECK(ward.desk.message("potassium 6.1") == nullptr);
    }
    CHECK(ward.desk.cards(ward.lee.address()) == 0);
    ward.relay.inject(ward.desk.device(), carbon);
    ward.settle();
    CHECK(ward.desk.delivery("potassium 6.1") >= Delivery::Relayed);
    ward.relay.inject(ward.desk.device(), carbon);
    ward.time.advance(200s);
    CHECK(ward.desk.message("potassium 6.1"));  // and not twice
}

TEST_CASE("a device of a colleague with the number of one of ours costs our copy, not theirs")
{
    Ward ward;
    Outsider ben(ward, "ben", "Front Desk", Outsider::Listed::No);
    // Ben's list names his keys under the number of Dana's desk.
    const auto& own = ward.relay.account(ward.desk.address())->nodes;
    const auto listed =
        *omemo::parseDevices(own.at(std::string{omemo::kDevicesNs}).items.back().second);
    REQUIRE(listed.size() == 2);
    const auto deskId = listed.back().id;
    auto& account = *ward.relay.account(ben.address());
    const auto bundle = account.nodes.begin()->second.items.back().second;
    auto list = ben.deviceList();
    list.children.front().set("id", std::to_string(deskId.value));
    ward.relay.publish(account, omemo::bundleNode(deskId), "current", bundle);
    ward.relay.publish(account, std::string{omemo::kDevicesNs}, "current", list);
    ward.settle();
    ward.laptop.send(ben.address(), "to Ben");
    ward.settle();
    CHECK(ward.laptop.delivery("to Ben") == Delivery::Relayed);
    CHECK(ward.laptop.problems.empty());
}

TEST_CASE("nothing is sealed for a person without a device, even though we have others")
{
    Ward ward;
    Person kim(ward, "kim");
    ward.laptop.send(kim.address(), "welcome");
    ward.settle();
    CHECK(ward.laptop.delivery("welcome") == Delivery::Queued);
    kim.signIn();
    ward.settle();
    CHECK(ward.laptop.delivery("welcome") == Delivery::Delivered);
    CHECK(ward.desk.delivery("welcome") == Delivery::Delivered);
    CHECK(kim.texts(ward.laptop.address()) == Texts{"welcome"});
}

TEST_CASE("a locked session counts what came for another device alone, once")
{
    Ward ward;
    HeldMessages held(ward, ward.desk.address());
    ward.lee.send(ward.desk.address(), "potassium 6.1", Urgency::Stat);
    ward.settle();
    held.stop();
    REQUIRE_FALSE(held.stanzas.empty());
    auto handOver = ward.desk.lock();
    handOver.archiveCursor.clear();  // only what comes live counts here
    ward.desk.restart(std::move(handOver));
    REQUIRE(ward.desk.waiting == 0);
    const auto carbon =
        xmpp::Element{"message", xmpp::kClientNs}
            .set("to", ward.desk.device().toString())
            .add(xmpp::Element{"received", xmpp::kCarbonsNs}.add(
                xmpp::Element{"forwarded", "urn:xmpp:forward:0"}.add(held.stanzas.front())));
    for (const auto* from : {"lee@clinic.example", "dana@clinic.example", "dana@clinic.example"}) {
        ward.relay.inject(ward.desk.device(), xmpp::Element{carbon}.set("from", from));
        ward.settle();
        CHECK(ward.desk.waiting == (from == std::string_view{"lee@clinic.example"} ? 0 : 1));
    }
    CHECK(ward.desk.stat == 1);
}
