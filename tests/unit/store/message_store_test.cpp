// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/queries.h"
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace sotto;
using namespace sotto::test;
using store::kNewest;
using store::MessageKind;
using store::Statement;

namespace {

struct Ward : OpenVault {
    store::MessageStore& messages = stores.messages;
    ConversationId chat{};

    Ward()
    {
        write([this] { chat = must(stores.conversations.findOrCreate(surgeon(), 1)); });
    }

    MessageId add(const store::MessageRow& row)
    {
        MessageId id{};
        write([&] { id = must(messages.add(row)); });
        return id;
    }

    store::MessageRow get(MessageId id) { return *must(messages.get(id)); }
};

std::vector<std::string> idsOf(const std::vector<store::MessageRow>& rows)
{
    std::vector<std::string> ids;
    for (const auto& row : rows)
        ids.push_back(row.originId);
    return ids;
}

}  // namespace

TEST_CASE("a message comes back as it was stored", "[store]")
{
    Ward ward;
    auto row = incoming(ward.chat, "o-1", "K 6.1 \xE2\x9A\xA0");
    row.urgency = Urgency::Stat;
    row.stanzaId = "1699";
    row.unmanaged = true;
    const auto id = ward.add(row);
    const auto got = ward.get(id);
    CHECK(got.unmanaged);
    CHECK_FALSE(ward.get(ward.add(incoming(ward.chat, "o-2"))).unmanaged);
    CHECK(got.id == id);
    CHECK(got.conversation == ward.chat);
    CHECK(got.sender == surgeon());
    CHECK(got.senderDevice == DeviceId{7});
    CHECK(got.body == row.body);
    CHECK(got.urgency == Urgency::Stat);
    CHECK(got.stanzaId == "1699");
    CHECK(got.sentAtMs == 900);
    CHECK(got.unread);
    CHECK(must(ward.messages.find(surgeon(), DeviceId{7}, "o-1"))->id == id);
    CHECK_FALSE(must(ward.messages.find(surgeon(), DeviceId{8}, "o-1")));
    CHECK_FALSE(must(ward.messages.get(MessageId{99})));
    ward.write([&] {
        must(ward.messages.setStanzaId(id, "1700"));
        CHECK(ward.messages.setStanzaId(MessageId{99}, "1").error().code == Errc::NotFound);
    });
    CHECK(ward.get(id).stanzaId == "1700");
}

TEST_CASE("the same origin id of the same device is shown once", "[store][I3]")
{
    Ward ward;
    ward.add(incoming(ward.chat, "o-1"));
    auto otherDevice = incoming(ward.chat, "o-1");
    otherDevice.senderDevice = DeviceId{8};
    ward.add(otherDevice);
    auto otherSender = incoming(ward.chat, "o-1");
    otherSender.sender = jid("matron@ward.example");
    ward.add(otherSender);
    auto transaction = must(ward.vault.begin());
    CHECK(ward.messages.add(incoming(ward.chat, "o-1")).error().code == Errc::Duplicate);
}

TEST_CASE("a forged card does not keep the genuine message out", "[store][I3][hostile]")
{
    Ward ward;
    auto card = incoming(ward.chat, "o-1", "");
    card.kind = MessageKind::Undecryptable;
    const auto cardId = ward.add(card);
    ward.write([&] {
        must(ward.stores.quarantine.add({.message = cardId,
                                         .from = surgeon(),
                                         .archiveId = "a-1",
                                         .reason = store::QuarantineReason::Forged,
                                         .stanza = bytesOf("<message/>"),
                                         .atMs = 5}));
        CHECK(ward.stores.quarantine.add({.message = cardId, .from = surgeon()}).error().code ==
              Errc::Duplicate);
        CHECK(ward.messages.add(card).error().code == Errc::Duplicate);
    });
    CHECK_FALSE(must(ward.messages.find(surgeon(), DeviceId{7}, "o-1")));
    const auto raw = must(ward.stores.quarantine.find(cardId));
    REQUIRE(raw);
    CHECK(raw->stanza == bytesOf("<message/>"));
    CHECK(raw->reason == store::QuarantineReason::Forged);
    CHECK(must(ward.stores.quarantine.count()) == 1);

    const auto later = ward.add(incoming(ward.chat, "o-2"));
    ward.write([&] {
        CHECK(must(ward.stores.quarantine.card(surgeon(), DeviceId{7}, "o-1")) == cardId);
        CHECK_FALSE(must(ward.stores.quarantine.card(surgeon(), DeviceId{8}, "o-1")));
        auto genuine = incoming(ward.chat, "o-1");
        genuine.unmanaged = true;
        must(ward.messages.fill(cardId, genuine));
        must(ward.stores.quarantine.forget(cardId));
        CHECK_FALSE(must(ward.stores.quarantine.card(surgeon(), DeviceId{7}, "o-1")));
        CHECK(ward.messages.fill(cardId, genuine).error().code == Errc::NotFound);
        CHECK(ward.messages.fill(later, genuine).error().code == Errc::NotFound);
    });
    CHECK(must(ward.stores.quarantine.count()) == 0);
    CHECK(ward.get(cardId).kind == MessageKind::Text);
    CHECK(ward.get(cardId).unmanaged);
    CHECK(ward.get(cardId).body == ward.get(later).body);
    CHECK(idsOf(must(ward.messages.page(ward.chat, kNewest, 9)).oldestFirst) ==
          std::vector<std::string>{"o-1", "o-2"});
}

TEST_CASE("a card that policy refused, or that nobody can be asked for, is not due", "[store]")
{
    Ward ward;
    const auto [reason, repair] =
        GENERATE(std::pair{store::QuarantineReason::Refused, store::RepairState::Due},
                 std::pair{store::QuarantineReason::NoSession, store::RepairState::CannotAsk});
    auto card = incoming(ward.chat, "o-1", "");
    card.kind = MessageKind::Undecryptable;
    const auto id = ward.add(card);
    ward.write([&, reason = reason, repair = repair] {
        must(ward.stores.quarantine.add({.message = id, .from = surgeon(), .reason = reason}));
        must(ward.stores.quarantine.setRepair(id, repair, 7));
        CHECK(must(ward.stores.quarantine.due(nurse())).empty());
    });
    CHECK(must(ward.stores.quarantine.find(id))->reason == reason);
    CHECK(must(ward.stores.quarantine.find(id))->repair == repair);
}

TEST_CASE("a card does not become a message that is here already", "[store][I3][hostile]")
{
    Ward ward;
    auto card = incoming(ward.chat, "o-1", "");
    card.kind = MessageKind::Undecryptable;
    const auto cardId = ward.add(card);
    ward.add(incoming(ward.chat, "o-1"));
    ward.write([&] {
        CHECK(ward.messages.fill(cardId, incoming(ward.chat, "o-1")).error().code ==
              Errc::Duplicate);
    });
    CHECK(ward.get(cardId).kind == MessageKind::Undecryptable);
}

TEST_CASE("a gap stands directly before what named it, and so does a gap before it", "[store]")
{
    Ward ward;
    const auto gap = [&](const std::string& id, std::optional<MessageId> next) {
        auto card = incoming(ward.chat, id, "");
        card.kind = MessageKind::Undecryptable;
        MessageId made{};
        ward.write([&] { made = must(ward.messages.addGap(card, next)); });
        return made;
    };
    const auto first = ward.add(incoming(ward.chat, "o-1"));
    const auto last = gap("o-4", std::nullopt);
    ward.add(incoming(ward.chat, "o-5"));
    const auto third = gap("o-3", last);
    gap("o-2", third);
    CHECK(gap("no room", MessageId{first.value + 1}).value > last.value);  // o-1 stands there
    CHECK(gap("none before", MessageId{1}).value > last.value);
    CHECK(idsOf(must(ward.messages.page(ward.chat, kNewest, 9)).oldestFirst) ==
          std::vector<std::string>{"o-1", "o-2", "o-3", "o-4", "o-5", "no room", "none before"});
}

TEST_CASE("a text knows the one that left this device before it", "[store]")
{
    Ward ward;
    const auto sealed = [&](const std::string& id, Delivery delivery) {
        auto row = incoming(ward.chat, id);
        row.outgoing = true;
        row.unread = false;
        row.delivery = delivery;
        return ward.add(row);
    };
    const auto before = [&](MessageId id) {
        return must(ward.messages.textBefore(ward.chat, id, DeviceId{7}));
    };
    const auto first = sealed("o-1", Delivery::Relayed);
    CHECK_FALSE(before(first));
    ward.add(incoming(ward.chat, "theirs"));
    sealed("o-2", Delivery::Failed);
    sealed("o-3", Delivery::Queued);
    const auto last = sealed("o-4", Delivery::Queued);
    CHECK(before(last) == "o-1");
    CHECK_FALSE(must(ward.messages.textBefore(ward.chat, last, DeviceId{8})));
    CHECK(must(ward.messages.hasTextOf(surgeon(), DeviceId{7}, ward.chat, last)));
    CHECK_FALSE(must(ward.messages.hasTextOf(surgeon(), DeviceId{8}, ward.chat, last)));
    CHECK_FALSE(must(ward.messages.hasTextOf(surgeon(), DeviceId{7}, ward.chat, first)));
}

TEST_CASE("a card is due until its device was asked, and again when it is made due", "[store]")
{
    using store::QuarantineReason;
    using store::RepairState;
    Ward ward;
    auto& cards = ward.stores.quarantine;
    const auto put = [&](const std::string& id, QuarantineReason reason, DeviceId device) {
        auto card = incoming(ward.chat, id, "");
        card.kind = MessageKind::Undecryptable;
        card.senderDevice = device;
        const auto made = ward.add(card);
        ward.write([&] {
            must(cards.add({.message = made, .from = surgeon(), .reason = reason, .stanza = {}}));
        });
        return made;
    };
    const auto lost = put("lost", QuarantineReason::NoSession, DeviceId{7});
    const auto missing = put("missing", QuarantineReason::Missing, DeviceId{7});
    put("untrusted", QuarantineReason::Untrusted, DeviceId{7});
    const auto postponed = put("postponed", QuarantineReason::Postponed, DeviceId{7});
    put("nameless device", QuarantineReason::Malformed, DeviceId{0});
    const auto due = must(cards.due(jid("me@ward.example")));
    REQUIRE(due.size() == 2);
    CHECK(due[0].message.id == lost);
    CHECK(due[0].message.originId == "lost");
    CHECK(due[1].reason == QuarantineReason::Missing);
    CHECK(must(cards.due(surgeon())).empty());  // one does not ask oneself

    ward.write([&] { must(cards.setRepair(lost, RepairState::Asked, 500)); });
    CHECK(must(cards.due(jid("me@ward.example"))).size() == 1);
    CHECK(must(cards.outstanding(surgeon(), DeviceId{7}, 500)) == 1);
    CHECK(must(cards.outstanding(surgeon(), DeviceId{7}, 501)) == 0);
    CHECK(must(cards.outstanding(surgeon(), DeviceId{8}, 0)) == 0);
    ward.write([&] {
        must(cards.setRepair(lost, RepairState::Due, 500));
        must(cards.setRepair(missing, RepairState::Unknown, 600));
        must(cards.setReason(postponed, QuarantineReason::Forged));
    });
    const auto again = must(cards.due(jid("me@ward.example")));
    REQUIRE(again.size() == 2);
    CHECK(again[1].message.id == postponed);
    CHECK(must(cards.find(lost))->askedAtMs == 500);
    CHECK(must(cards.withReason(QuarantineReason::Postponed, 9)).empty());
    CHECK(must(cards.withReason(QuarantineReason::Untrusted, 9)).size() == 1);
    ward.write([&] { must(cards.removeCard(lost)); });
    CHECK_FALSE(must(ward.messages.get(lost)));
}

TEST_CASE("a huge stanza is quarantined cut", "[store][hostile]")
{
    Ward ward;
    auto card = incoming(ward.chat, "o-1", "");
    card.kind = MessageKind::Undecryptable;
    const auto id = ward.add(card);
    ward.write([&] {
        must(ward.stores.quarantine.add(
            {.message = id, .from = surgeon(), .stanza = Bytes(1'000'000, 'x')}));
    });
    CHECK(must(ward.stores.quarantine.find(id))->stanza.size() == store::kMostQuarantinedBytes);
}

TEST_CASE("pages go from the newest to the oldest without gaps or repeats", "[store]")
{
    Ward ward;
    ward.write([&] {
        const auto other = must(ward.stores.conversations.findOrCreate(nurse(), 1));
        for (int i = 0; i < 7; ++i) {
            must(ward.messages.add(incoming(ward.chat, std::to_string(i))));
            must(ward.messages.add(incoming(other, "other" + std::to_string(i))));
        }
    });
    const auto newest = must(ward.messages.page(ward.chat, kNewest, 3));
    CHECK(idsOf(newest.oldestFirst) == std::vector<std::string>{"4", "5", "6"});
    CHECK(newest.hasOlder);
    const auto middle = must(ward.messages.page(ward.chat, newest.oldestFirst.front().id, 3));
    CHECK(idsOf(middle.oldestFirst) == std::vector<std::string>{"1", "2", "3"});
    const auto last = must(ward.messages.page(ward.chat, middle.oldestFirst.front().id, 3));
    CHECK(idsOf(last.oldestFirst) == std::vector<std::string>{"0"});
    CHECK_FALSE(last.hasOlder);
    CHECK_FALSE(must(ward.messages.page(ward.chat, kNewest, 7)).hasOlder);
    CHECK(must(ward.messages.page(ward.chat, kNewest, -1)).oldestFirst.size() == 1);
    CHECK(must(ward.messages.page(ConversationId{99}, kNewest, 5)).oldestFirst.empty());
}

TEST_CASE("a delivery state only advances, and notes when", "[store][I6]")
{
    Ward ward;
    const auto id = ward.add(outgoing(ward.chat, "o-1"));
    ward.write([&] {
        must(ward.messages.advance(id, Delivery::Sealed, 10));
        must(ward.messages.advance(id, Delivery::Sent, 20));
        must(ward.messages.advance(id, Delivery::Relayed, 30));
        must(ward.messages.advance(id, Delivery::Delivered, 40));
        must(ward.messages.advance(id, Delivery::Read, 50));
        CHECK_FALSE(must(ward.messages.advance(id, Delivery::Delivered, 60)));
        CHECK_FALSE(must(ward.messages.advance(id, Delivery::Read, 60)));
        must(ward.messages.advance(id, Delivery::Acknowledged, 70));
        CHECK(ward.messages.advance(MessageId{99}, Delivery::Sent, 1).error().code ==
              Errc::NotFound);
    });
    const auto row = ward.get(id);
    CHECK(row.delivery == Delivery::Acknowledged);
    CHECK(row.relayedAtMs == 30);
    CHECK(row.deliveredAtMs == 40);
    CHECK(row.readAtMs == 50);
    CHECK(row.acknowledgedAtMs == 70);
}

TEST_CASE("who has a message has it from the relay, also if the relay never said so", "[store][I6]")
{
    const auto to = GENERATE(Delivery::Delivered, Delivery::Read, Delivery::Acknowledged);
    Ward ward;
    const auto id = ward.add(outgoing(ward.chat, "o-1"));
    ward.write([&] {
        must(ward.messages.advance(id, Delivery::Sealed, 10));
        must(ward.messages.advance(id, Delivery::Sent, 20));
        must(ward.messages.advance(id, to, 40));
        CHECK_FALSE(must(ward.messages.advance(id, Delivery::Relayed, 60)));
    });
    CHECK(ward.get(id).relayedAtMs == 40);
}

TEST_CASE("every report moves a message on or changes nothing, as the domain says", "[store][I6]")
{
    const auto from = static_cast<Delivery>(GENERATE(range(0, 9)));
    Ward ward;
    for (int i = 0; i < 9; ++i) {
        const auto to = static_cast<Delivery>(i);
        if (transition(from, to) == Transition::Wrong)
            continue;  // stops a debug build
        auto row = outgoing(ward.chat, "o" + std::to_string(i));
        row.delivery = from;
        const auto id = ward.add(row);
        ward.write([&] { CHECK(must(ward.messages.advance(id, to, 77)) == mayAdvance(from, to)); });
        CHECK(ward.get(id).delivery == (mayAdvance(from, to) ? to : from));
    }
}

TEST_CASE("a message is found by sender and id, whichever device wrote it; cards are not",
          "[store]")
{
    Ward ward;
    auto card = incoming(ward.chat, "o-1");
    card.kind = MessageKind::Undecryptable;
    ward.add(card);
    CHECK_FALSE(must(ward.messages.find(surgeon(), "o-1")));
    const auto id = ward.add(incoming(ward.chat, "o-1"));
    CHECK(must(ward.messages.find(surgeon(), "o-1"))->id == id);
    CHECK_FALSE(must(ward.messages.find(nurse(), "o-1")));
    ward.write([&] {
        CHECK(must(ward.messages.markOneRead(id, 5)));
        CHECK_FALSE(must(ward.messages.markOneRead(id, 6)));
    });
    CHECK(ward.get(id).readAtMs == 5);
    CHECK_FALSE(ward.get(id).unread);
}

TEST_CASE("an incoming message has no delivery state to move", "[store][I6][hostile]")
{
    Ward ward;
    const auto id = ward.add(incoming(ward.chat, "o-1"));
    auto transaction = must(ward.vault.begin());
    CHECK(ward.messages.advance(id, Delivery::Queued, 1).error().code == Errc::Denied);
}

TEST_CASE("what was queued before a restart is found in order", "[store]")
{
    Ward ward;
    ward.add(outgoing(ward.chat, "a"));
    const auto sealed = ward.add(outgoing(ward.chat, "b"));
    ward.add(outgoing(ward.chat, "c"));
    ward.add(incoming(ward.chat, "d"));
    ward.write([&] { must(ward.messages.advance(sealed, Delivery::Sealed, 1)); });
    CHECK(idsOf(must(ward.messages.withDelivery(Delivery::Queued))) ==
          std::vector<std::string>{"a", "c"});
}

TEST_CASE("reading marks up to what was shown, and tells who is owed a receipt", "[store]")
{
    Ward ward;
    ward.add(incoming(ward.chat, "a"));
    auto card = incoming(ward.chat, "card", "");
    card.kind = MessageKind::Undecryptable;
    ward.add(card);
    const auto shown = ward.add(incoming(ward.chat, "b"));
    const auto later = ward.add(incoming(ward.chat, "c"));
    std::vector<store::MessageRef> owed;
    ward.write([&] { owed = must(ward.messages.markRead(ward.chat, shown, 50)); });
    REQUIRE(owed.size() == 2);
    CHECK(owed[0].originId == "a");
    CHECK(owed[1].originId == "b");
    CHECK(owed[1].sender == surgeon());
    CHECK_FALSE(ward.get(shown).unread);
    CHECK(ward.get(shown).readAtMs == 50);
    CHECK(ward.get(later).unread);
    ward.write([&] { CHECK(must(ward.messages.markRead(ward.chat, shown, 60)).empty()); });
    CHECK(ward.get(shown).readAtMs == 50);
    ward.write([&] { CHECK(must(ward.messages.markRead(ward.chat, kNewest, 60)).size() == 1); });
}

TEST_CASE("an incoming message is acknowledged once", "[store]")
{
    Ward ward;
    const auto mine = ward.add(outgoing(ward.chat, "m"));
    const auto id = ward.add(incoming(ward.chat, "a"));
    ward.write([&] {
        must(ward.messages.markAnswered(id, Answer::Acknowledged, 40));
        CHECK(ward.messages.markAnswered(id, Answer::Acknowledged, 50).error().code ==
              Errc::Denied);
        CHECK(ward.messages.markAnswered(mine, Answer::Acknowledged, 50).error().code ==
              Errc::Denied);
        CHECK(ward.messages.markAnswered(MessageId{99}, Answer::Acknowledged, 5).error().code ==
              Errc::NotFound);
    });
    CHECK(ward.get(id).acknowledgedAtMs == 40);
}

TEST_CASE("a conversation keeps its marks; what is muted is not urgent enough to ring", "[store]")
{
    Ward ward;
    auto& conversations = ward.stores.conversations;
    ward.write([&] {
        CHECK_FALSE(must(conversations.get(ward.chat))->isPinned);
        must(conversations.setPinned(ward.chat, true));
        must(conversations.setMuted(ward.chat, true));
        CHECK(conversations.setPinned(ConversationId{99}, true).error().code == Errc::NotFound);
        must(ward.messages.add(incoming(ward.chat, "a", "not urgent")));
    });
    CHECK(must(conversations.get(ward.chat))->isPinned);
    CHECK(must(conversations.get(ward.chat))->isMuted);
    CHECK(must(conversations.areMuted({ward.chat})));
    CHECK_FALSE(must(conversations.areMuted({})));
    CHECK_FALSE(must(conversations.areMuted({ward.chat, ConversationId{99}})));
    CHECK(must(ward.messages.topUnreadAfter(MessageId{0}, nurse())) == std::nullopt);
    ward.write([&] {
        auto urgent = incoming(ward.chat, "b", "urgent");
        urgent.urgency = Urgency::Action;
        must(ward.messages.add(urgent));
    });
    CHECK(must(ward.messages.topUnreadAfter(MessageId{0}, nurse())) == Urgency::Action);
    ward.write([&] { must(conversations.setPinned(ward.chat, false)); });
    CHECK_FALSE(must(conversations.get(ward.chat))->isPinned);
}

TEST_CASE("the list shows newest first with last line, unread and urgency", "[store]")
{
    Ward ward;
    auto& conversations = ward.stores.conversations;
    ConversationId quiet{}, drafted{};
    ward.write([&] {
        quiet = must(conversations.findOrCreate(jid("quiet@ward.example"), 1));
        drafted = must(conversations.findOrCreate(jid("drafted@ward.example"), 2));
        must(conversations.saveDraft(drafted, "will call", "cardiology", 5000));
        auto stat = incoming(ward.chat, "a", "first");
        stat.urgency = Urgency::Stat;
        must(ward.messages.add(stat));
        must(ward.messages.add(incoming(ward.chat, "b", std::string(255, 'x') + "\xC3\xA9zz")));
    });
    auto list = must(conversations.list());
    REQUIRE(list.size() == 3);
    CHECK(list[0].id == drafted);
    CHECK(list[0].draft == "will call");
    CHECK(list[0].draftRole == "cardiology");
    CHECK(list[0].lastMessage == MessageId{0});
    CHECK(list[1].id == ward.chat);
    CHECK(list[1].peer == surgeon());
    CHECK(list[1].lastBody == std::string(255, 'x') + "\xC3\xA9");
    CHECK(list[1].lastAtMs == 900);
    CHECK(list[1].unread == 2);
    CHECK(list[1].topUnreadUrgency == Urgency::Stat);
    CHECK(list[2].id == quiet);

    ward.write([&] {
        must(ward.messages.markRead(ward.chat, kNewest, 5));
        must(conversations.saveDraft(drafted, "", "cardiology", 6000));
        CHECK(conversations.saveDraft(ConversationId{99}, "x", {}, 1).error().code ==
              Errc::NotFound);
        CHECK(must(conversations.findOrCreate(surgeon(), 9)) == ward.chat);
    });
    list = must(conversations.list());
    CHECK(list[0].id == ward.chat);
    CHECK(list[0].unread == 0);
    CHECK(list[0].topUnreadUrgency == Urgency::None);
    const auto one = must(conversations.get(drafted));
    REQUIRE(one);
    CHECK(one->draft.empty());
    CHECK(one->draftRole.empty());
    CHECK(one->draftAtMs == 0);
    CHECK_FALSE(must(conversations.get(ConversationId{99})));
}

TEST_CASE("drafts outlive the process", "[store][I9]")
{
    OpenVault open;
    open.write([&] {
        const auto id = must(open.stores.conversations.findOrCreate(surgeon(), 1));
        must(open.stores.conversations.saveDraft(id, "half a sen", {}, 5));
    });
    const TempFolder after;  // killed: nothing was closed
    for (const auto* name : {"vault.db", "vault.db-wal"})
        fs::copy_file(open.folder.path / name, after.path / name);
    const auto vault = must(store::Vault::open(after.path, open.dek.view()));
    auto stores = must(store::Stores::open(vault));
    CHECK(must(stores.conversations.list()).at(0).draft == "half a sen");
}

TEST_CASE("the queries of the screen never scan the messages", "[store]")
{
    OpenVault open;
    const auto columns = "SELECT " + std::string{store::kMessageColumns};
    const std::string queries[]{
        std::string{store::kConversationList},
        std::string{store::kUnreadUpTo},
        columns + std::string{store::kMessagePage},
        columns + std::string{store::kMessageFind},
        columns + std::string{store::kMessageFindAnyDevice},
        columns + std::string{store::kMessagesWithDelivery},
        columns + std::string{store::kMessagePageAfter},
        std::string{store::kSearchLook},
        std::string{store::kSearchLookAll},
    };
    const auto& sql = queries[GENERATE(range(0, 9))];
    CAPTURE(sql);
    auto plan = must(Statement::prepare(open.vault.connection(), "EXPLAIN QUERY PLAN " + sql));
    const auto lines = must(
        plan.with().all([](const Statement& row) -> Result<std::string> { return row.text(3); }));
    REQUIRE_FALSE(lines.empty());
    for (const auto& line : lines) {
        CAPTURE(line);
        CHECK(line.find("AUTOMATIC") == std::string::npos);
        for (const auto* table : {"SCAN message", "SCAN m", "SCAN n", "SCAN u"})
            CHECK(line.find(table) == std::string::npos);
    }
}
