// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/queries.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using store::DeviceRow;
using store::Statement;

namespace {

omemo::DeviceAddress phone()
{
    return {surgeon(), DeviceId{7}};
}

}  // namespace

TEST_CASE("account values are kept, and are absent before", "[store]")
{
    OpenVault open;
    auto& account = open.stores.account;
    CHECK_FALSE(must(account.address()));
    CHECK_FALSE(must(account.alertKeys()));
    CHECK_FALSE(must(account.archiveCursor()));
    CHECK(must(account.sessionEpoch()) == 0);

    const auto pair = crypto::makeAlertKeyPair();
    open.write([&] {
        must(account.setAddress(jid("nurse@ward.example/desk")));
        must(account.setAlertKeys(pair));
        must(account.setArchiveCursor("1699-1"));
        must(account.setArchiveCursor("1699-2"));
        must(account.setSessionEpoch(4));
    });
    CHECK(must(account.address()) == nurse());
    CHECK(must(account.alertKeys())->publicKey == pair.publicKey);
    CHECK(must(account.archiveCursor()) == "1699-2");
    CHECK(must(account.sessionEpoch()) == 4);
    open.write([&] { must(account.removeValue("archive.cursor")); });
    CHECK_FALSE(must(account.archiveCursor()));
}

TEST_CASE("an account value that cannot be read is an error, not a guess", "[store][hostile]")
{
    OpenVault open;
    auto& account = open.stores.account;
    const auto* bad = GENERATE("", "x", "7x", "99999999999999999999");
    open.write([&] {
        for (const auto* key : {"signal.epoch", "account.address", "account.alert_key"})
            must(account.setValue(key, viewOf(bad)));
    });
    CHECK(account.sessionEpoch().error().code == Errc::Storage);
    CHECK(account.alertKeys().error().code == Errc::Storage);
    CHECK(account.address().error().code == Errc::Storage);
}

TEST_CASE("own identity and sessions come back byte for byte", "[store][omemo]")
{
    OpenVault open;
    omemo::KeyStore& keys = *open.stores.keys;
    CHECK_FALSE(must(keys.ownIdentity()));
    CHECK_FALSE(must(keys.session(phone())));
    const auto record = crypto::randomBytes(182'000);
    open.write([&] {
        must(keys.saveOwnIdentity({DeviceId{3}, SecretBytes{viewOf("one")}}));
        must(keys.saveOwnIdentity({DeviceId{4}, SecretBytes{viewOf("two")}}));
        must(keys.saveSession(phone(), viewOf("old")));
        must(keys.saveSession(phone(), record));
        must(keys.saveSession({phone().account, DeviceId{2}}, viewOf("b")));
        must(keys.saveSession({nurse(), DeviceId{9}}, viewOf("c")));
    });
    CHECK(must(keys.ownIdentity())->device == DeviceId{4});
    CHECK(must(keys.ownIdentity())->record.text() == "two");
    const auto session = must(keys.session(phone()));
    REQUIRE(session);
    CHECK(equalInConstantTime(session->view(), record));
    CHECK(must(keys.sessionDevices(surgeon())) == std::vector{DeviceId{2}, DeviceId{7}});
    open.write([&] {
        CHECK(must(keys.removeSession(phone())));
        CHECK_FALSE(must(keys.removeSession(phone())));
    });
    CHECK(must(keys.sessionDevices(surgeon())) == std::vector{DeviceId{2}});
}

TEST_CASE("a used one-time key stays readable until it is wiped, and never lives again",
          "[store][omemo][I4]")
{
    OpenVault open;
    omemo::KeyStore& keys = *open.stores.keys;
    CHECK(must(keys.lastPreKeyId()) == 0);
    open.write([&] {
        for (const std::uint32_t id : {1U, 2U, 0xFFFFFEU})
            must(keys.savePreKey(id, viewOf("key")));
        must(keys.markPreKeyUsed(2));
        must(keys.markPreKeyUsed(500));
        CHECK_FALSE(keys.savePreKey(2, viewOf("again")));
        CHECK_FALSE(keys.savePreKey(0, viewOf("zero")));
        CHECK_FALSE(keys.savePreKey(0xFFFFFF, viewOf("medium max")));
    });
    CHECK(must(keys.preKey(1))->text() == "key");
    CHECK(must(keys.preKey(2))->text() == "key");
    CHECK(must(keys.unusedPreKeys()) == std::vector<std::uint32_t>{1, 0xFFFFFE});
    CHECK(must(keys.lastPreKeyId()) == 0xFFFFFE);
    open.write([&] {
        must(keys.markPreKeyUsed(0xFFFFFE));
        must(keys.wipeUsedPreKeys());
        CHECK_FALSE(keys.savePreKey(2, viewOf("again")));
    });
    CHECK_FALSE(must(keys.preKey(2)));
    CHECK(must(keys.preKey(1))->text() == "key");
    CHECK(must(keys.unusedPreKeys()) == std::vector<std::uint32_t>{1});
    CHECK(must(keys.lastPreKeyId()) == 0xFFFFFE);
}

TEST_CASE("signed pre-keys are listed in order with their age", "[store][omemo]")
{
    OpenVault open;
    omemo::KeyStore& keys = *open.stores.keys;
    open.write([&] {
        must(keys.saveSignedPreKey(2, wallTimeFromMs(200), viewOf("b")));
        must(keys.saveSignedPreKey(1, wallTimeFromMs(100), viewOf("a")));
    });
    const auto listed = must(keys.signedPreKeys());
    REQUIRE(listed.size() == 2);
    CHECK(listed[0].id == 1);
    CHECK(toMs(listed[1].made) == 200);
    open.write([&] { must(keys.removeSignedPreKey(1)); });
    CHECK_FALSE(must(keys.signedPreKey(1)));
    CHECK(must(keys.signedPreKey(2))->text() == "b");
}

TEST_CASE("an identity that is saved in an undone step is not kept", "[store][omemo][I5]")
{
    OpenVault open;
    omemo::KeyStore& keys = *open.stores.keys;
    open.write([&] {
        must(keys.savePeerIdentity(phone(), {bytesOf("true"), omemo::Trust::Verified}));
    });
    auto transaction = must(open.vault.begin());
    {
        auto attempt = must(transaction.savepoint());
        must(keys.savePeerIdentity(phone(), {bytesOf("forged"), omemo::Trust::Undecided}));
    }
    must(transaction.commit());
    CHECK(must(keys.peerIdentity(phone()))->key == bytesOf("true"));
    CHECK(must(keys.peerIdentity(phone()))->trust == omemo::Trust::Verified);
}

TEST_CASE("forgetting our device keeps what we know of others", "[store][omemo][I8]")
{
    OpenVault open;
    auto& keys = *open.stores.keys;
    open.write([&] {
        must(keys.saveOwnIdentity({DeviceId{3}, SecretBytes{viewOf("one")}}));
        must(keys.saveSession(phone(), viewOf("s")));
        must(keys.savePreKey(1, viewOf("k")));
        must(keys.saveSignedPreKey(1, wallTimeFromMs(1), viewOf("k")));
        must(keys.savePeerIdentity(phone(), {bytesOf("true"), omemo::Trust::Verified}));
        must(keys.forgetOwnDevice());
    });
    CHECK_FALSE(must(keys.ownIdentity()));
    CHECK_FALSE(must(keys.session(phone())));
    CHECK_FALSE(must(keys.preKey(1)));
    CHECK_FALSE(must(keys.signedPreKey(1)));
    CHECK(must(keys.peerIdentity(phone()))->trust == omemo::Trust::Verified);
}

TEST_CASE("devices keep their first sight, their trust and a place when they leave", "[store]")
{
    OpenVault open;
    auto& devices = open.stores.devices;
    DeviceRow device{.address = phone(),
                     .kind = store::DeviceKind::Sealed,
                     .label = "Theatre 2",
                     .platform = "linux",
                     .alertKey = Bytes(32, 1),
                     .firstSeenAtMs = 10,
                     .lastSeenAtMs = 10};
    open.write([&] {
        must(devices.save(device));
        device.label = "Theatre 3";
        device.firstSeenAtMs = device.lastSeenAtMs = 99;
        must(devices.save(device));
        must(devices.save({.address = {surgeon(), DeviceId{2}}}));
        must(open.stores.keys->savePeerIdentity(phone(), {bytesOf("k"), omemo::Trust::Verified}));
        must(devices.keepActive(surgeon(), {DeviceId{2}, DeviceId{5}}));
        must(devices.noteOfferedKey(phone(), bytesOf("o"), 55));
        must(devices.noteOfferedKey({nurse(), DeviceId{7}}, bytesOf("o"), 55));
        must(open.stores.keys->setNovelty(phone(), store::Novelty::Added));
    });
    const auto listed = must(devices.of(surgeon()));
    REQUIRE(listed.size() == 2);
    CHECK(listed[0].active);
    CHECK(listed[0].trust == omemo::Trust::Undecided);
    const auto found = must(devices.find(phone()));
    REQUIRE(found);
    CHECK(found->label == "Theatre 3");
    CHECK(found->firstSeenAtMs == 10);
    CHECK(found->lastSeenAtMs == 99);
    CHECK(found->alertKey == Bytes(32, 1));
    CHECK_FALSE(found->active);
    CHECK(found->keyChangedAtMs == 55);
    CHECK(found->offeredKey == bytesOf("o"));
    CHECK(found->hasKey);
    CHECK(found->novelty == store::Novelty::Added);
    CHECK_FALSE(listed[0].hasKey);
    CHECK(listed[0].keyChangedAtMs == 0);
    CHECK(found->trust == omemo::Trust::Verified);
    CHECK_FALSE(must(devices.find({nurse(), DeviceId{7}})));
}

TEST_CASE("the roster is replaced as a whole or person by person", "[store]")
{
    OpenVault open;
    auto& people = open.stores.people;
    open.write([&] {
        must(people.save({jid("old@ward.example"), "Old", ""}));
        must(people.replaceAll({{surgeon(), "Dr Lee", "Physicians"},
                                {nurse(), "Kim", "Nurses"},
                                {jid("a@ward.example"), "Ann", "Physicians"}}));
        must(people.save({surgeon(), "Dr Leigh", "Physicians"}));
        must(people.remove(nurse()));
    });
    const auto all = must(people.all());
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "Ann");
    CHECK(all[1].name == "Dr Leigh");
    CHECK(must(people.find(surgeon()))->group == "Physicians");
    CHECK_FALSE(must(people.find(nurse())));
}

TEST_CASE("the outbox gives back exact bytes in order until the relay has them", "[store][I1]")
{
    OpenVault open;
    auto& outbox = open.stores.outbox;
    const auto row = [](std::string id) {
        return store::OutboxRow{.to = surgeon(),
                                .originId = id,
                                .stanza = bytesOf("<message id='" + id + "'/>"),
                                .createdAtMs = 5};
    };
    open.write([&] {
        const auto conversation = must(open.stores.conversations.findOrCreate(surgeon(), 1));
        const auto message = must(open.stores.messages.add(outgoing(conversation, "b")));
        must(outbox.add(row("a")));
        auto second = row("b");
        second.message = message;
        const auto id = must(outbox.add(second));
        must(outbox.add(row("c")));
        CHECK_FALSE(must(outbox.hasUnproved()));
        CHECK(must(outbox.noteAcked("b", 70))->id == id);
        CHECK(must(outbox.noteAcked("b", 90))->ackedAtMs == 70);  // the first time counts
        CHECK_FALSE(must(outbox.noteAcked("x", 70)));
        CHECK(must(outbox.hasUnproved()));
        CHECK(outbox.add(row("a")).error().code == Errc::Duplicate);
    });
    const auto pending = must(outbox.pending());
    REQUIRE(pending.size() == 3);
    CHECK(pending[0].stanza == bytesOf("<message id='a'/>"));
    CHECK_FALSE(pending[0].message);
    CHECK(pending[1].message == MessageId{1});
    CHECK(pending[1].attempts == 0);
    CHECK(pending[1].ackedAtMs == 70);
    CHECK(pending[2].originId == "c");

    open.write([&] {
        must(outbox.noteMissing(pending[1].id));
        CHECK(must(outbox.find("b"))->attempts == 1);
        CHECK(must(outbox.find("b"))->ackedAtMs == 0);
        CHECK(must(outbox.remove("b"))->message == MessageId{1});
        CHECK_FALSE(must(outbox.remove("b")));
    });
    CHECK(must(outbox.pending()).size() == 2);

    open.write([&] {  // it bounced, the person tries again
        must(outbox.add(row("b")));
        CHECK(must(outbox.remove("b")));
    });
    CHECK(must(outbox.wasOurs("b")));
}

TEST_CASE("what left this device is known as ours, anything else is a clone", "[store][I7]")
{
    OpenVault open;
    auto& outbox = open.stores.outbox;
    open.write([&] {
        must(outbox.add({.to = surgeon(), .originId = "waits", .createdAtMs = 100}));
        must(outbox.add({.to = surgeon(), .originId = "left", .createdAtMs = 100}));
        must(outbox.remove("left"));
    });
    CHECK(must(outbox.wasOurs("waits")));
    CHECK(must(outbox.wasOurs("left")));
    CHECK_FALSE(must(outbox.wasOurs("cloned")));
    open.write([&] { must(outbox.forgetSentBefore(101)); });
    CHECK_FALSE(must(outbox.wasOurs("left")));
    CHECK(must(outbox.wasOurs("waits")));
}

TEST_CASE("a stanza taken live is known once, and only the very same one", "[store]")
{
    OpenVault open;
    auto& taken = open.stores.taken;
    const store::TakenStanza stanza{surgeon(), DeviceId{7}, "o-1", bytesOf("digest")};
    CHECK(must(taken.isEmpty()));
    open.write([&] {
        must(taken.add(stanza));
        must(taken.add(stanza));
        auto forged = stanza;
        forged.digest = bytesOf("other");
        CHECK_FALSE(must(taken.remove(forged)));
        auto otherDevice = stanza;
        otherDevice.senderDevice = DeviceId{8};
        CHECK_FALSE(must(taken.remove(otherDevice)));
        CHECK(must(taken.remove(stanza)));
        CHECK_FALSE(must(taken.remove(stanza)));
        must(taken.add(stanza));
        must(taken.clear());
    });
    CHECK(must(taken.isEmpty()));
}

TEST_CASE("receipts are owed until they are settled", "[store]")
{
    OpenVault open;
    auto& receipts = open.stores.receipts;
    MessageId first, second;
    open.write([&] {
        const auto conversation = must(open.stores.conversations.findOrCreate(surgeon(), 1));
        first = must(open.stores.messages.add(incoming(conversation, "a")));
        second = must(open.stores.messages.add(incoming(conversation, "b")));
        must(receipts.add(second, store::ReceiptKind::Delivered));
        must(receipts.add(first, store::ReceiptKind::Read));
        must(receipts.add(first, store::ReceiptKind::Delivered));
        must(receipts.add(first, store::ReceiptKind::Delivered));
    });
    auto due = must(receipts.due(10));
    REQUIRE(due.size() == 3);
    CHECK(due[0].kind == store::ReceiptKind::Delivered);
    CHECK(due[0].message.originId == "a");
    CHECK(due[0].message.sender == surgeon());
    CHECK(due[1].kind == store::ReceiptKind::Read);
    CHECK(must(receipts.due(2)).size() == 2);
    open.write([&] { must(receipts.settle(first, store::ReceiptKind::Delivered)); });
    CHECK(must(receipts.due(10)).size() == 2);
    auto transaction = must(open.vault.begin());
    CHECK_FALSE(receipts.add(MessageId{999}, store::ReceiptKind::Read));
}

TEST_CASE("what a device asks for again waits in order, once, and has an end", "[store][hostile]")
{
    OpenVault open;
    auto& resends = open.stores.resends;
    const omemo::DeviceAddress lee{jid("lee@ward.example"), DeviceId{7}};
    const omemo::DeviceAddress other{jid("lee@ward.example"), DeviceId{8}};
    open.write([&] {
        for (const auto* id : {"b", "a", "b", "c", "d"})
            must(resends.add(lee, id, 3));
        must(resends.add(other, "b", 3));
    });
    CHECK(must(resends.waiting()) == std::vector{lee, other});
    const auto due = must(resends.due(lee));
    REQUIRE(due.size() == 3);
    CHECK(due[0].originId == "b");
    CHECK(due[2].originId == "c");
    CHECK(must(resends.due(other)).at(0).by == other);
    open.write([&] { must(resends.remove(due[0].id)); });
    CHECK(must(resends.due(lee)).size() == 2);
    CHECK(must(resends.due(other)).size() == 1);
}

TEST_CASE("lost receipts are owed anew, the furthest for each recent message", "[store]")
{
    OpenVault open;
    auto& messages = open.stores.messages;
    open.write([&] {
        const auto chat = must(open.stores.conversations.findOrCreate(surgeon(), 1));
        const auto put = [&](const std::string& id, std::int64_t at, DeviceId device) {
            auto row = incoming(chat, id);
            row.receivedAtMs = at;
            row.senderDevice = device;
            return must(messages.add(row));
        };
        put("too old", 99, DeviceId{7});
        must(messages.markAnswered(put("acknowledged", 100, DeviceId{7}), Answer::Acknowledged,
                                   100));
        must(messages.markRead(chat, put("read", 100, DeviceId{7}), 101));
        put("other device", 102, DeviceId{8});
        put("stored", 103, DeviceId{7});
        must(open.stores.receipts.oweAnew(surgeon(), DeviceId{7}, 100, 10));
        must(open.stores.receipts.oweAnew(surgeon(), DeviceId{7}, 100, 10));
    });
    const auto due = must(open.stores.receipts.due(10));
    REQUIRE(due.size() == 3);
    CHECK(due[0].message.originId == "acknowledged");
    CHECK(due[0].kind == store::ReceiptKind::Acknowledged);
    CHECK(due[1].kind == store::ReceiptKind::Read);
    CHECK(due[2].kind == store::ReceiptKind::Delivered);
    open.write([&] {
        for (const auto& one : due)
            must(open.stores.receipts.settle(one.message.id, one.kind));
        must(open.stores.receipts.oweAnew(surgeon(), DeviceId{7}, 100, 1));
    });
    CHECK(must(open.stores.receipts.due(10)).front().message.originId == "stored");
}

TEST_CASE("a room keeps its name, its state, its place in its archive and its members", "[store]")
{
    OpenVault open;
    auto& rooms = open.stores.rooms;
    const auto room = jid("4711@rooms.clinic.example");
    const auto self = jid("nurse@clinic.example");
    const auto lee = jid("lee@clinic.example");
    const auto kim = jid("kim@clinic.example");
    auto transaction = must(open.vault.begin());
    const auto id = must(open.stores.conversations.findOrCreate(room, 1));
    store::RoomRow row{.conversation = id, .address = room, .name = "Team 3", .inviter = self};
    row.state = store::RoomState::Making;
    must(rooms.add(row));
    CHECK(rooms.add(row).error().code == Errc::Duplicate);
    must(rooms.setMembers(id, {self, lee}, 100));
    must(rooms.setCursor(id, "a-1"));
    CHECK(must(rooms.invitationsDue(self)).empty());  // it is not made yet
    must(rooms.setState(id, store::RoomState::Open));
    const auto due = must(rooms.invitationsDue(self));
    REQUIRE(due.size() == 1);
    CHECK(due.front().to == lee);
    CHECK(due.front().room.name == "Team 3");
    CHECK(must(rooms.invitationsDue(lee)).empty());  // that is not hers to do
    must(rooms.noteInvited(id, lee));
    CHECK(must(rooms.invitationsDue(self)).empty());

    must(rooms.setMembers(id, {self, lee, kim}, 200));
    CHECK(must(rooms.memberSince(id, lee)) == 100);
    CHECK(must(rooms.memberSince(id, kim)) == 200);
    CHECK(must(rooms.invitationsDue(self)).size() == 1);
    must(rooms.inviteAnew(lee));
    CHECK(must(rooms.invitationsDue(self)).size() == 2);
    must(rooms.setMembers(id, {self, kim}, 300));
    CHECK_FALSE(must(rooms.memberSince(id, lee)));
    CHECK(must(rooms.members(id)) == std::vector{kim, self});
    must(transaction.commit());

    const auto found = must(rooms.find(room));
    REQUIRE(found);
    CHECK(found->conversation == id);
    CHECK(found->cursor == "a-1");
    CHECK(found->state == store::RoomState::Open);
    CHECK(must(rooms.find(id)));
    CHECK_FALSE(must(rooms.find(lee)));
    CHECK(must(rooms.all()).size() == 1);
}

TEST_CASE("cards of people are kept, replaced, and go with the people", "[store]")
{
    OpenVault open;
    auto& people = open.stores.people;
    const store::PersonCardRow card{surgeon(), "Lee", "Surgeon", "Theatre", "5550100", 7};
    open.write([&] {
        must(people.save({surgeon(), "Dr Lee", "Physicians\nTheatre"}));
        must(people.saveCard({surgeon(), "old", "old", "old", "old", 1}));
        must(people.saveCard(card));
        must(people.saveCard({nurse(), {}, "Nurse", {}, {}, 8}));
    });
    const auto cards = must(people.cards());
    REQUIRE(cards.size() == 2);
    const auto kept = std::ranges::find(cards, surgeon(), &store::PersonCardRow::address);
    REQUIRE(kept != cards.end());
    CHECK(kept->title == "Surgeon");
    CHECK(kept->fetchedAtMs == 7);
    open.write([&] {
        must(people.replaceAll({}));
        must(people.dropStrayCards(nurse()));
    });
    REQUIRE(must(people.cards()).size() == 1);
    CHECK(must(people.cards()).front().address == nurse());
}
