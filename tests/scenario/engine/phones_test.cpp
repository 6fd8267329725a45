// SPDX-License-Identifier: GPL-3.0-or-later
// People with phones: OMEMO 0.3 beside the sealed profile, and the policy that forbids it.
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;
using Reach = engine::PhoneRules::Reach;

namespace {

/// A desk, and Kim, who has nothing but a phone.
struct Clinic : World {
    explicit Clinic(engine::PhoneRules rules = {}) : desk(*this, "desk"), kim(*this, "kim")
    {
        setRules(std::move(rules));
        desk.signIn();
    }

    /// A new session under that policy.
    void setRules(engine::PhoneRules rules)
    {
        desk.adjust = [rules = std::move(rules)](auto& settings) { settings.phones = rules; };
        desk.restart();
    }

    /// The relay tells nobody any more that a list has changed.
    void muteEvents()
    {
        relay.onDelivery = [](const Jid&, const xmpp::Element& stanza) {
            const bool isEvent = stanza.child("event", "http://jabber.org/protocol/pubsub#event");
            return isEvent ? std::vector<xmpp::Element>{} : std::vector{stanza};
        };
    }

    MessageSnapshot only(const std::string& text)
    {
        REQUIRE(desk.message(text));
        return *desk.message(text);
    }

    Person desk;
    Phone kim;
};

std::ptrdiff_t count(const std::vector<ProblemKind>& problems, ProblemKind kind)
{
    return std::ranges::count(problems, kind);
}

}  // namespace

TEST_CASE("a phone and a desk write to each other, and the desk says that it was a phone")
{
    Clinic clinic;
    clinic.kim.send(clinic.desk.address(), "k1", "on my way");
    const auto shown = clinic.only("on my way");
    CHECK(shown.unmanaged);
    CHECK_FALSE(shown.outgoing);
    CHECK(shown.urgency == Urgency::Fyi);
    CHECK(shown.unread);
    CHECK(clinic.desk.arrivals == std::vector{Urgency::Fyi});
    clinic.desk.send(clinic.kim.address(), "room 4", Urgency::Stat);
    clinic.settle();
    clinic.desk.send(clinic.kim.address(), "thanks");
    clinic.settle();
    CHECK(clinic.kim.read() == Texts{"[key]", "[STAT] room 4", "thanks"});
    CHECK(clinic.desk.delivery("room 4") == Delivery::Relayed);
    CHECK_FALSE(clinic.only("room 4").unmanaged);
    CHECK(clinic.desk.cards(clinic.kim.address()) == 0);
    CHECK(clinic.desk.problems.empty());
    checkWire(clinic, {"room 4", "[STAT]", "thanks"});
}

TEST_CASE("the desk can write first, and to a phone that appears later")
{
    Clinic clinic;
    clinic.desk.send(clinic.kim.address(), "first");
    clinic.settle();
    CHECK(clinic.kim.read() == Texts{"first"});
    Phone second(clinic, "kim");
    clinic.settle();
    clinic.desk.send(clinic.kim.address(), "both");
    clinic.settle();
    CHECK(clinic.kim.read() == Texts{"both"});
    CHECK(second.read() == Texts{"both"});
}

TEST_CASE("a phone of which the relay never told is found when it writes")
{
    Clinic clinic;
    clinic.desk.send(clinic.kim.address(), "first");
    clinic.settle();
    clinic.muteEvents();
    Phone second(clinic, "kim");
    clinic.settle();
    clinic.desk.send(clinic.kim.address(), "not for the second");
    clinic.settle();
    CHECK(second.read().empty());
    second.send(clinic.desk.address(), "s1", "it is me");
    clinic.settle();
    clinic.desk.send(clinic.kim.address(), "both");
    clinic.settle();
    CHECK(clinic.kim.read() == Texts{"first", "not for the second", "both"});
    CHECK(second.read() == Texts{"[key]", "both"});
}

TEST_CASE("somebody's first phone, of which the relay never told, is found at the next attempt")
{
    Clinic clinic;
    clinic.relay.addAccount("pat");
    const auto pat = *Jid::parseAccount("pat@clinic.example");
    clinic.desk.send(pat, "one");
    clinic.settle();
    CHECK(clinic.desk.delivery("one") == Delivery::Queued);
    clinic.muteEvents();
    Phone phone(clinic, "pat");
    clinic.settle();
    CHECK(phone.read().empty());
    clinic.desk.send(pat, "two");
    clinic.settle();
    CHECK(phone.read() == Texts{"one", "two"});
}

TEST_CASE("one stanza carries both forms where somebody has a desk and a phone")
{
    Clinic clinic;
    Person lee(clinic, "lee");
    lee.signIn();
    Phone phone(clinic, "lee");
    Phone own(clinic, "desk");
    clinic.settle();
    clinic.desk.send(lee.address(), "BP 90/60", Urgency::Concern);
    clinic.settle();
    CHECK(lee.texts(clinic.desk.address()) == Texts{"BP 90/60"});
    CHECK(lee.message("BP 90/60")->urgency == Urgency::Concern);
    CHECK_FALSE(lee.message("BP 90/60")->unmanaged);
    CHECK(phone.read() == Texts{"[CONCERN] BP 90/60"});
    CHECK(own.read() == Texts{"[CONCERN] BP 90/60"});
    CHECK(clinic.desk.delivery("BP 90/60") == Delivery::Delivered);
    lee.engine().markRead(lee.conversationWith(clinic.desk.address()));
    clinic.settle();
    CHECK(clinic.desk.delivery("BP 90/60") == Delivery::Read);
    CHECK(phone.read().empty());  // receipts are sealed, and no app is told of them
    checkWire(clinic, {"BP 90/60", "CONCERN"});
    for (const auto& one : clinic.relay.sent) {
        const auto message = element(one.xml);
        const bool isText = message.child("encrypted", omemo::kOmemoNs) != nullptr;
        CHECK((message.child("encryption", "urn:xmpp:eme:0") != nullptr) == isText);
    }
}

TEST_CASE("what our own phone writes appears on the desk as ours, and from a phone")
{
    Clinic clinic;
    Phone own(clinic, "desk");
    auto message = own.seal(clinic.desk.address(), "o1", "written on the phone");
    message.set("to", clinic.kim.address().toString());
    clinic.relay.sendAs(own.full(), message);
    clinic.settle();
    const auto shown = clinic.only("written on the phone");
    CHECK(shown.outgoing);
    CHECK(shown.unmanaged);
    CHECK(shown.delivery == Delivery::Relayed);
    CHECK(clinic.desk.texts(clinic.kim.address()) == Texts{"written on the phone"});
}

TEST_CASE("a phone's message is shown once, live and out of the archive, after a lock too")
{
    Clinic clinic;
    clinic.kim.send(clinic.desk.address(), "k1", "one");
    const bool isLocked = GENERATE(false, true);
    auto handOver = isLocked ? clinic.desk.lock() : HandOver{};
    clinic.desk.restart(std::move(handOver));
    clinic.kim.send(clinic.desk.address(), "k2", "two");
    if (isLocked) {
        CHECK(clinic.desk.waiting == 1);
        clinic.desk.unlock();
    } else {
        clinic.desk.signIn();
    }
    clinic.settle();
    CHECK(clinic.desk.texts(clinic.kim.address()) == Texts{"one", "two"});
    CHECK(clinic.desk.cards(clinic.kim.address()) == 0);
}

TEST_CASE("a message of a phone without any id is shown once")
{
    Clinic clinic;
    auto message = clinic.kim.seal(clinic.desk.address(), "k1", "no id");
    message.attributes.erase("id");
    std::erase_if(message.children, [](const auto& child) { return child.name == "origin-id"; });
    clinic.relay.sendAs(clinic.kim.full(), message);
    clinic.settle();
    clinic.desk.restart();
    clinic.desk.signIn();
    clinic.settle();
    CHECK(clinic.desk.texts(clinic.kim.address()) == Texts{"no id"});
}

TEST_CASE("a key without a text shows nothing, and a long chain of a phone gets an answer", "[D9]")
{
    Clinic clinic;
    clinic.kim.send(clinic.desk.address(), "k0", "hello");
    clinic.settle();
    (void)clinic.kim.read();
    clinic.relay.sendAs(clinic.kim.full(),
                        clinic.kim.seal(clinic.desk.address(), "key", std::nullopt));
    clinic.settle();
    CHECK(clinic.desk.texts(clinic.kim.address()) == Texts{"hello"});
    CHECK(clinic.desk.cards(clinic.kim.address()) == 0);
    clinic.time.advance(std::chrono::minutes{2});
    for (int n = 1; n <= 60; ++n)
        clinic.kim.send(clinic.desk.address(), "k" + std::to_string(n), "text");
    CHECK(clinic.kim.read() == Texts{"[key]"});
}

TEST_CASE("what was altered on the way becomes a card, and the session is healed", "[D8]")
{
    Clinic clinic;
    clinic.kim.send(clinic.desk.address(), "k1", "one");
    (void)clinic.kim.read();
    auto message = clinic.kim.seal(clinic.desk.address(), "k2", "two");
    for (auto& child : message.children)
        if (child.name == "encrypted")
            child.children.at(1).setText(toBase64(bytesOf("TWO")));
    clinic.relay.sendAs(clinic.kim.full(), message);
    clinic.settle();
    REQUIRE(clinic.desk.cards(clinic.kim.address()) == 1);
    const auto page = clinic.desk.page(clinic.kim.address());
    CHECK(page.back().card.state == CardSnapshot::State::Held);  // a phone cannot be asked
    CHECK(clinic.kim.read() == Texts{"[key]"});
    clinic.kim.send(clinic.desk.address(), "k3", "three");
    CHECK(clinic.desk.lines(clinic.kim.address()) == Texts{"one", "[card]", "three"});
}

TEST_CASE("text in the clear is neither shown nor answered in the clear", "[D33]")
{
    Clinic clinic;
    clinic.relay.sendAs(clinic.kim.full(),
                        xmpp::Element{"message", xmpp::kClientNs}
                            .set("to", clinic.desk.address().toString())
                            .set("type", "chat")
                            .set("id", "clear")
                            .add(xmpp::Element{"body", xmpp::kClientNs}.setText("in the clear")));
    clinic.settle();
    CHECK(clinic.desk.messages.empty());
    publishIds(clinic, clinic.kim.address(), {});
    clinic.desk.send(clinic.kim.address(), "secret");
    clinic.settle();
    CHECK(clinic.desk.delivery("secret") == Delivery::Queued);
    checkWire(clinic, {"secret"});
}

TEST_CASE("policy deny: not offered to phones, nothing sent to them, what comes is a card in words")
{
    Clinic clinic({Reach::Nobody, {}});
    CHECK(listedIds(clinic, clinic.desk.address()).empty());
    clinic.desk.send(clinic.kim.address(), "nothing for phones");
    clinic.settle();
    CHECK(clinic.desk.delivery("nothing for phones") == Delivery::Queued);
    CHECK(clinic.relay.sent.empty());
    publishIds(clinic, clinic.desk.address(), {clinic.kim.id()});  // whatever; not us
    const auto device = clinic.relay.account(clinic.desk.address())
                            ->nodes.at("urn:x-sotto:devices:0")
                            .items.back()
                            .second.children.front()
                            .attribute("id");
    publishIds(clinic, clinic.desk.address(),
               {DeviceId{static_cast<std::uint32_t>(std::stoul(std::string{device}))}});
    clinic.kim.send(clinic.desk.address(), "k1", "let me in");
    clinic.kim.send(clinic.desk.address(), "k2", "and me");
    const auto page = clinic.desk.page(clinic.kim.address());
    REQUIRE(page.size() == 3);
    CHECK(page.back().card.state == CardSnapshot::State::Refused);
    CHECK(clinic.desk.cards(clinic.kim.address()) == 2);
    CHECK(count(clinic.desk.problems, ProblemKind::PhoneRefused) == 1);
    clinic.desk.engine().askToResend(page.back().id);
    clinic.settle();
    CHECK(clinic.relay.sent.empty());
    CHECK(clinic.kim.read().empty());
}

TEST_CASE("policy deny takes a device off the list on which it was")
{
    Clinic clinic;
    REQUIRE(listedIds(clinic, clinic.desk.address()).size() == 1);
    clinic.setRules({Reach::Nobody, {}});
    clinic.desk.signIn();
    CHECK(listedIds(clinic, clinic.desk.address()).empty());
}

TEST_CASE("policy list: only the phones of the people on it")
{
    Clinic clinic({Reach::Listed, {*Jid::parseAccount("kim@clinic.example")}});
    Phone pat(clinic, "pat");
    clinic.desk.send(clinic.kim.address(), "for kim");
    clinic.desk.send(pat.address(), "for pat");
    clinic.settle();
    CHECK(clinic.kim.read() == Texts{"for kim"});
    CHECK(pat.read().empty());
    CHECK(clinic.desk.delivery("for pat") == Delivery::Queued);
    clinic.kim.send(clinic.desk.address(), "k1", "from kim");
    pat.send(clinic.desk.address(), "p1", "from pat");
    CHECK(clinic.desk.texts(clinic.kim.address()) == Texts{"for kim", "from kim"});
    CHECK(clinic.desk.lines(pat.address()) == Texts{"for pat", "[card]"});
}

TEST_CASE("a device that understands us does not become a phone when its list is taken away")
{
    Clinic clinic;
    Person lee(clinic, "lee");
    lee.signIn();
    clinic.desk.send(lee.address(), "one");
    clinic.settle();
    const auto before = clinic.relay.sent.size();
    lee.kill();  // it would put itself back
    clinic.relay.publish(*clinic.relay.account(lee.address()), std::string{omemo::kDevicesNs},
                         "current", xmpp::Element{"devices", omemo::kDevicesNs});
    clinic.settle();
    clinic.desk.send(lee.address(), "two");
    clinic.settle();
    CHECK(clinic.desk.delivery("two") == Delivery::Queued);
    CHECK(clinic.relay.sent.size() == before);
}

TEST_CASE("a device taken off its list puts itself back, three times an hour, then says so",
          "[C21]")
{
    Clinic clinic;
    const auto self = clinic.desk.address();
    const auto own = listedIds(clinic, self);
    REQUIRE(own.size() == 1);
    const bool isOmemoList = GENERATE(true, false);
    const auto& nodes = clinic.relay.account(self)->nodes;
    const auto isListed = [&] {
        return isOmemoList
            ? std::ranges::count(listedIds(clinic, self), own.front()) == 1
            : !nodes.at(std::string{omemo::kDevicesNs}).items.back().second.children.empty();
    };
    const auto takeOff = [&] {
        if (isOmemoList)
            publishIds(clinic, self, {DeviceId{4711}});
        else
            clinic.relay.publish(*clinic.relay.account(self), std::string{omemo::kDevicesNs},
                                 "current", xmpp::Element{"devices", omemo::kDevicesNs});
        clinic.settle();
    };
    for (int n = 0; n < 3; ++n) {
        takeOff();
        CHECK(isListed());
    }
    if (isOmemoList)
        CHECK(listedIds(clinic, self).size() == 2);  // the other device stays
    CHECK(clinic.desk.problems.empty());
    takeOff();
    takeOff();
    CHECK_FALSE(isListed());
    CHECK(count(clinic.desk.problems, ProblemKind::DeviceListContested) == 1);
    clinic.time.advance(std::chrono::hours{1});
    takeOff();
    CHECK(isListed());
}

TEST_CASE("a list of absurd length is cut, and this device is among the first", "[C22]")
{
    Clinic clinic;
    const auto self = clinic.desk.address();
    const auto own = listedIds(clinic, self).front();
    xmpp::Element list{"list", omemo::kOmemoNs};
    for (int id = 1; id <= 5000; ++id)
        list.add(xmpp::Element{"device", omemo::kOmemoNs}.set("id", std::to_string(id)));
    clinic.relay.publish(*clinic.relay.account(self), std::string{omemo::kDeviceIdsNode}, "current",
                         list);
    clinic.settle();
    CHECK(listedIds(clinic, self).front() == own);
    CHECK(listedIds(clinic, self).size() == omemo::kMostDevices);
    clinic.kim.send(clinic.desk.address(), "k1", "hello");
    CHECK(clinic.desk.texts(clinic.kim.address()) == Texts{"hello"});
}

TEST_CASE("a known device with another key gets nothing until it has its own again", "[D14]")
{
    Clinic clinic;
    clinic.desk.send(clinic.kim.address(), "one");
    clinic.settle();
    REQUIRE(clinic.kim.read() == Texts{"one"});
    const auto genuine = clinic.kim.bundle();
    Device other("kim@clinic.example");
    clinic.kim.publishBundle(*other.sessions.ownBundle());
    // Somebody writes under the number of Kim's phone with that other key.
    const auto desk = listedIds(clinic, clinic.desk.address()).front();
    const omemo::DeviceAddress peer{clinic.desk.address(), desk};
    const auto& nodes = clinic.relay.account(clinic.desk.address())->nodes;
    const auto& bundle = nodes.at(omemo::bundleNode(desk)).items.back().second;
    REQUIRE(other.sessions.processBundle(peer, *omemo::parseBundle(bundle)));
    auto encrypted = *omemo::sealOmemo03(other.sessions, clinic.kim.id(), "trust me", {peer});
    clinic.relay.sendAs(clinic.kim.full(),
                        xmpp::Element{"message", xmpp::kClientNs}
                            .set("to", clinic.desk.address().toString())
                            .set("type", "chat")
                            .set("id", "x1")
                            .add(std::move(encrypted))
                            .add(xmpp::buildStore()));
    clinic.settle();
    CHECK(clinic.desk.lines(clinic.kim.address()) == Texts{"one", "[card]"});
    CHECK(count(clinic.desk.problems, ProblemKind::KeyChanged) == 1);
    CHECK(clinic.desk.conversations.back().keyChanged);
    clinic.desk.send(clinic.kim.address(), "withheld");
    clinic.settle();
    CHECK(clinic.desk.delivery("withheld") == Delivery::Queued);
    clinic.kim.publishBundle(genuine);
    publishIds(clinic, clinic.kim.address(), {clinic.kim.id()});
    clinic.settle();
    CHECK(clinic.kim.read() == Texts{"withheld"});
    CHECK_FALSE(clinic.desk.conversations.back().keyChanged);
}
