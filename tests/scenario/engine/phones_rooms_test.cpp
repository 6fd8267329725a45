// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms in which some have phones: both forms in one stanza, and the same rules for who wrote.
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Fate = FakeRelay::RoomFate;
using Texts = std::vector<std::string>;
using Reach = engine::PhoneRules::Reach;

namespace {

/// Desk and Lee have Sotto, Kim has nothing but a phone; all are in a room that the desk made.
struct Ward : World {
    explicit Ward(engine::PhoneRules rules = {})
        : desk(*this, "desk"),
          lee(*this, "lee"),
          kim(*this, "kim")
    {
        for (auto* person : {&desk, &lee}) {
            person->adjust = [rules](auto& settings) { settings.phones = rules; };
            person->restart();
            person->signIn();
        }
        desk.engine().createRoom(name,
                                 {QString::fromStdString(lee.address().toString()),
                                  QString::fromStdString(kim.address().toString())});
        settle();
        REQUIRE(roomOf(desk, name));
        room = *roomOf(desk, name);
        relay.smuggleIn(room, "kim on the go", kim.full());
        settle();
    }

    std::vector<Jid> others() const { return {desk.address(), lee.address()}; }

    void say(Person& person, const std::string& text, Urgency urgency = Urgency::Fyi)
    {
        person.send(room, text, urgency);
        settle();
    }

    void phoneSays(const std::string& id, std::string_view text)
    {
        relay.sayInRoom(room, "kim on the go", kim.sealIn(room, others(), id, text));
        settle();
    }

    const QString name = QStringLiteral("Ward 7");
    Person desk;
    Person lee;
    Phone kim;
    Jid room = *Jid::parse(kRoomDomain);
};

}  // namespace

TEST_CASE("in a room one stanza carries both forms, and a phone's answer is shown as a phone's")
{
    Ward ward;
    const Texts invited = ward.kim.read();
    REQUIRE(invited.size() == 1);
    CHECK(invited.front() == "Ward 7\nxmpp:" + ward.room.toString() + "?join");
    ward.say(ward.desk, "who takes room 4?", Urgency::Stat);
    CHECK(ward.kim.read() == Texts{"[STAT] who takes room 4?"});
    ward.phoneSays("k1", "I do");
    for (auto* person : {&ward.desk, &ward.lee}) {
        CHECK(person->texts(ward.room) == Texts{"who takes room 4?", "I do"});
        CHECK(person->message("I do")->unmanaged);
        CHECK(person->message("I do")->author.string() == QStringLiteral("kim"));
        CHECK_FALSE(person->message("who takes room 4?")->unmanaged);
        CHECK(person->problems.empty());
    }
    CHECK(ward.lee.message("who takes room 4?")->urgency == Urgency::Stat);
    CHECK(ward.desk.delivery("who takes room 4?") == Delivery::Relayed);
    // The same stanza once, and each form once in it.
    const auto copies = copiesFrom(ward, ward.desk.address());
    for (const auto& [id, sent] : copies) {
        const auto stanza = element(sent.front());
        if (!xmpp::isForRoom(stanza))
            continue;
        CHECK(sent.size() == 1);
        CHECK(stanza.child("encrypted", omemo::kSealedNs));
        CHECK(stanza.child("encrypted", omemo::kOmemoNs));
    }
    checkWire(ward, {"Ward 7", "room 4", "I do", "STAT"});
}

TEST_CASE("a room of phones alone is talked to, and our other device and our phone read along")
{
    World world;
    Person desk(world, "desk");
    Person laptop(world, "desk");
    desk.signIn();
    laptop.signIn();
    Phone own(world, "desk");
    Phone kim(world, "kim");
    world.settle();
    desk.engine().createRoom(QStringLiteral("Calls"),
                             {QString::fromStdString(kim.address().toString())});
    world.settle();
    const auto room = *roomOf(desk, QStringLiteral("Calls"));
    (void)kim.read();
    (void)own.read();
    desk.send(room, "anybody?");
    world.settle();
    CHECK(kim.read() == Texts{"anybody?"});
    CHECK(own.read() == Texts{"anybody?"});
    CHECK(desk.delivery("anybody?") == Delivery::Relayed);
    // What our own phone says there is ours.
    world.relay.smuggleIn(room, "desk on the go", own.full());
    world.relay.sayInRoom(room, "desk on the go",
                          own.sealIn(room, {desk.address(), kim.address()}, "o1", "me, outside"));
    world.settle();
    REQUIRE(desk.message("me, outside"));
    CHECK(desk.message("me, outside")->outgoing);
    CHECK(desk.message("me, outside")->unmanaged);
}

TEST_CASE("a text with both forms that the room swallowed goes again, the same bytes")
{
    Ward ward;
    (void)ward.kim.read();
    int swallowed = 0;
    ward.relay.onRoomMessage = [&](const xmpp::Element&) {
        return ++swallowed <= 1 ? Fate::Swallow : Fate::Pass;
    };
    ward.say(ward.desk, "lost on the way");
    CHECK(ward.desk.delivery("lost on the way") == Delivery::Sent);
    ward.time.advance(45s);
    CHECK(ward.desk.delivery("lost on the way") == Delivery::Relayed);
    CHECK(ward.lee.texts(ward.room) == Texts{"lost on the way"});
    checkWire(ward, {"lost on the way"});
}

TEST_CASE("a phone's text in a room is shown once, live and out of the archive, with its time")
{
    Ward ward;
    ward.phoneSays("k1", "one");
    const auto said = ward.time.wallNow();
    auto handOver = ward.lee.lock();
    ward.lee.restart(std::move(handOver));
    ward.phoneSays("k2", "two");
    ward.time.advance(1h);
    ward.lee.unlock();
    ward.wait();
    CHECK(ward.lee.texts(ward.room) == Texts{"one", "two"});
    CHECK(ward.lee.message("two")->sentAtMs < toMs(said) + 60'000);
    CHECK(ward.lee.cards(ward.room) == 0);
    ward.time.advance(11min);  // the archive is read again
    CHECK(ward.desk.texts(ward.room) == Texts{"one", "two"});
}

TEST_CASE("who speaks OMEMO in a room is shown as a member whom the room names, or not at all",
          "[C26]")
{
    Ward ward;
    Phone mallory(ward, "mallory");
    auto message = mallory.sealIn(ward.room, ward.others(), "forged-1", "give 10 mg");
    SECTION("an occupant who is no member")
    {
        ward.relay.smuggleIn(ward.room, "m", mallory.full());
        ward.relay.sayInRoom(ward.room, "m", message);
    }
    SECTION("an occupant of whom the room never spoke, with a claim in the message")
    {
        message.add(element("<x xmlns='http://jabber.org/protocol/muc#user'><item "
                            "affiliation='member' jid='kim@clinic.example'/></x>"));
        ward.relay.sayInRoom(ward.room, "ghost", message);
    }
    SECTION("a private word behind a nick")
    {
        message.set("type", "chat");
        message.set("from", ward.room.toString() + "/kim on the go");
        ward.relay.inject(ward.lee.device(), message);
    }
    ward.settle();
    ward.time.advance(11min);
    CHECK(ward.lee.texts(ward.room).empty());
    CHECK(ward.desk.texts(ward.room).empty());
    // The member's own phone is heard as before.
    ward.phoneSays("k1", "here");
    CHECK(ward.lee.texts(ward.room) == Texts{"here"});
}

TEST_CASE("a member who writes under the number of another one's phone is shown as themselves")
{
    Ward ward;
    Phone mallory(ward, "mallory");
    ward.relay.setAffiliation(ward.room, mallory.address(), "member");
    ward.relay.smuggleIn(ward.room, "m", mallory.full());
    ward.phoneSays("k1", "here");
    auto message = mallory.sealIn(ward.room, ward.others(), "m1", "give 10 mg");
    for (auto& child : message.children)
        if (child.is("encrypted", omemo::kOmemoNs))
            child.children.front().set("sid", std::to_string(ward.kim.id().value));
    ward.relay.sayInRoom(ward.room, "m", message);
    ward.settle();
    REQUIRE(ward.lee.message("give 10 mg"));
    CHECK(ward.lee.message("give 10 mg")->author.string() == QStringLiteral("mallory"));
    ward.phoneSays("k2", "not me");
    CHECK(ward.lee.message("not me")->author.string() == QStringLiteral("kim"));
}

TEST_CASE("text in the clear in a room is not shown")
{
    Ward ward;
    ward.relay.sayInRoom(ward.room, "kim on the go",
                         xmpp::Element{"message", xmpp::kClientNs}
                             .set("to", ward.room.toString())
                             .set("type", "groupchat")
                             .set("id", "clear")
                             .add(xmpp::Element{"body", xmpp::kClientNs}.setText("in the clear")));
    ward.settle();
    ward.time.advance(11min);
    CHECK(ward.lee.messages.empty());
}

TEST_CASE("policy deny holds in rooms: nothing for phones, and what comes is a card in words")
{
    Ward ward({Reach::Nobody, {}});
    ward.say(ward.desk, "for desks only");
    CHECK(ward.lee.texts(ward.room) == Texts{"for desks only"});
    CHECK(ward.kim.read().empty());
    for (const auto& one : ward.relay.sent)
        CHECK_FALSE(element(one.xml).child("encrypted", omemo::kOmemoNs));
    for (const auto& member : ward.others()) {  // as if somebody had listed them there
        const auto& devices = ward.relay.account(member)->nodes.at(std::string{omemo::kDevicesNs});
        const auto id = devices.items.back().second.children.front().attribute("id");
        publishIds(ward, member,
                   {DeviceId{static_cast<std::uint32_t>(std::stoul(std::string{id}))}});
    }
    ward.phoneSays("k1", "let me in");
    CHECK(ward.lee.lines(ward.room) == Texts{"for desks only", "[card]"});
    CHECK(ward.lee.page(ward.room).back().card.state == CardSnapshot::State::Refused);
    CHECK(std::ranges::count(ward.lee.problems, ProblemKind::PhoneRefused) == 1);
}

TEST_CASE("policy list holds in rooms: only the phones of the people on it")
{
    Ward ward({Reach::Listed, {*Jid::parseAccount("kim@clinic.example")}});
    (void)ward.kim.read();
    Phone leesPhone(ward, "lee");
    ward.settle();
    ward.relay.smuggleIn(ward.room, "lee on the go", leesPhone.full());
    ward.say(ward.desk, "for kim");
    CHECK(ward.kim.read() == Texts{"for kim"});
    CHECK(leesPhone.read().empty());
    ward.phoneSays("k1", "from kim");
    ward.relay.sayInRoom(ward.room, "lee on the go",
                         leesPhone.sealIn(ward.room, ward.others(), "l1", "from lee's phone"));
    ward.settle();
    CHECK(ward.desk.lines(ward.room) == Texts{"for kim", "from kim", "[card]"});
}
