// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;
using store::ReceiptKind;

TEST_CASE("what happens to a text is noted with it, from both sides", "[store]")
{
    OpenVault open;
    auto& stores = open.stores;
    ConversationId chat{};
    MessageId in{};
    open.write([&] {
        chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        in = must(stores.messages.add(incoming(chat, "in")));
        must(stores.messages.add(outgoing(chat, "out")));
        must(stores.states.addAudience("out", surgeon()));
        CHECK(must(stores.states.note("out", surgeon(), ReceiptKind::Delivered, 40)));
        CHECK_FALSE(must(stores.states.note("out", surgeon(), ReceiptKind::Delivered, 50)));
        CHECK(must(stores.states.note("out", surgeon(), ReceiptKind::Accepted, 60)));
        must(stores.messages.markRead(chat, in, 70));
        must(stores.messages.markAnswered(in, Answer::Declined, 80));
    });
    using Act = MessageAct;
    const std::vector<std::tuple<Act, std::string, Jid, std::int64_t>> expected{
        {Act::Received, "in", nurse(), 1000},   {Act::Sent, "out", nurse(), 1000},
        {Act::Delivered, "out", surgeon(), 40}, {Act::Accepted, "out", surgeon(), 60},
        {Act::Read, "in", nurse(), 70},         {Act::Declined, "in", nurse(), 80},
    };
    const auto records = must(stores.records.oldest(nurse(), 100));
    REQUIRE(records.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(std::tuple{records[i].act, records[i].originId, records[i].person, records[i].atMs} ==
              expected[i]);
        CHECK(records[i].with == surgeon());
    }
    open.write([&] { must(stores.records.removeUpTo(records[3].number)); });
    CHECK(must(stores.records.oldest(nurse(), 1)).front().act == Act::Read);
}

TEST_CASE("cards, lines of ours and what is rolled back leave no record", "[store]")
{
    OpenVault open;
    auto& stores = open.stores;
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        for (const auto kind : {store::MessageKind::Undecryptable, store::MessageKind::System}) {
            auto row = incoming(chat, "kind " + std::to_string(static_cast<int>(kind)));
            row.kind = kind;
            const auto id = must(stores.messages.add(row));
            must(stores.messages.markRead(chat, id, 5));
        }
    });
    {
        const auto transaction = must(open.vault.begin());
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        must(stores.messages.add(incoming(chat, "lost")));
    }
    CHECK(must(stores.records.oldest(nurse(), 100)).empty());
}

TEST_CASE("a card that becomes the message is received then", "[store]")
{
    OpenVault open;
    auto& stores = open.stores;
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        auto card = incoming(chat, "late");
        card.kind = store::MessageKind::Undecryptable;
        const auto id = must(stores.messages.add(card));
        must(stores.messages.fill(id, incoming(chat, "late")));
    });
    const auto records = must(stores.records.oldest(nurse(), 100));
    REQUIRE(records.size() == 1);
    CHECK(records.front().act == MessageAct::Received);
    CHECK(records.front().with == surgeon());
}

TEST_CASE("each transaction that was kept is told, others are not", "[store]")
{
    OpenVault open;
    int told = 0;
    open.vault.onCommitted([&] { ++told; });
    open.write([] {});
    CHECK(told == 1);
    (void)must(open.vault.begin());
    CHECK(told == 1);
    open.vault.onCommitted({});
    open.write([] {});
    CHECK(told == 1);
}
