// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using store::ReceiptKind;

namespace {

const Jid lee = *Jid::parse("lee@ward.example");
const Jid kim = *Jid::parse("kim@ward.example");

store::PersonState stateOf(OpenVault& open, const Jid& person)
{
    for (const auto& one : must(open.stores.states.people("m")))
        if (one.person == person)
            return one;
    FAIL("not in the audience");
    return store::PersonState{person};
}

}  // namespace

TEST_CASE("a state implies those before it and keeps its first time", "[store]")
{
    OpenVault open;
    auto& states = open.stores.states;
    open.write([&] {
        must(states.addAudience("m", lee));
        CHECK(must(states.note("m", lee, ReceiptKind::Read, 20)));
        CHECK_FALSE(must(states.note("m", lee, ReceiptKind::Read, 30)));
        CHECK_FALSE(must(states.note("m", lee, ReceiptKind::Delivered, 10)));
        CHECK(must(states.note("m", lee, ReceiptKind::Accepted, 40)));
        CHECK(must(states.note("m", lee, ReceiptKind::Completed, 50)));
        CHECK_FALSE(must(states.note("m", lee, ReceiptKind::Acknowledged, 60)));
    });
    const auto state = stateOf(open, lee);
    CHECK(state.deliveredAtMs == 20);
    CHECK(state.readAtMs == 20);
    CHECK(state.acknowledgedAtMs == 40);
    CHECK(state.acceptedAtMs == 40);
    CHECK(state.doneAtMs == 50);
    CHECK(state.declinedAtMs == 0);
}

TEST_CASE("only those whom a message was for are counted", "[store][hostile]")
{
    OpenVault open;
    auto& states = open.stores.states;
    open.write([&] {
        must(states.addAudience("m", lee));
        CHECK_FALSE(must(states.note("m", kim, ReceiptKind::Read, 20)));
        must(states.note("m", lee, ReceiptKind::Delivered, 20));
        CHECK(must(states.isKnown("m")));
        CHECK_FALSE(must(states.isKnown("n")));
    });
    const auto counts = must(states.counts("m"));
    CHECK(counts.people == 1);
    CHECK(counts.delivered == 1);
    CHECK(counts.read == 0);
}

TEST_CASE("what is reported before the message is here counts when it comes", "[store]")
{
    OpenVault open;
    auto& states = open.stores.states;
    open.write([&] {
        must(states.noteEarly("m", lee, ReceiptKind::Read, 20));
        must(states.noteEarly("m", kim, ReceiptKind::Read, 20));
    });
    CHECK(must(states.counts("m")).people == 0);
    open.write([&] { must(states.addAudience("m", lee)); });
    CHECK(must(states.counts("m")).read == 1);
    CHECK(stateOf(open, lee).readAtMs == 20);
}

TEST_CASE("nobody fills the vault with reports of messages that never come", "[store][hostile]")
{
    OpenVault open;
    auto& states = open.stores.states;
    open.write([&] {
        for (int i = 0; i < store::kMostEarlyStates + 50; ++i)
            must(states.noteEarly("m" + std::to_string(i), lee, ReceiptKind::Read, 20));
        must(states.noteEarly("m", kim, ReceiptKind::Read, 20));
    });
    auto count = must(
        store::Statement::prepare(open.vault.connection(), "SELECT count(*) FROM message_state"));
    CHECK(must(count.first(store::readInteger)) == store::kMostEarlyStates + 1);
}

TEST_CASE("an open item closes with the answer that ends it", "[store]")
{
    OpenVault open;
    auto& messages = open.stores.messages;
    const auto urgency = GENERATE(Urgency::Action, Urgency::Concern, Urgency::Stat);
    MessageId id;
    open.write([&] {
        store::MessageRow row{.conversation = must(open.stores.conversations.findOrCreate(lee, 1)),
                              .sender = lee};
        row.originId = "m";
        row.senderDevice = DeviceId{7};
        row.urgency = urgency;
        row.dueAtMs = 900;
        row.isOpen = true;
        id = must(messages.add(row));
        must(messages.markAnswered(id, Answer::Acknowledged, 10));
    });
    const bool isConcern = urgency == Urgency::Concern;
    CHECK(must(messages.openItems(10)).size() == (isConcern ? 0 : 1));
    CHECK(must(messages.get(id))->dueAtMs == 900);
    open.write([&] {
        must(messages.markAnswered(id, Answer::Completed, 20));
        CHECK(messages.markAnswered(id, Answer::Declined, 30).error().code == Errc::Denied);
    });
    CHECK(must(messages.openItems(10)).empty());
    CHECK(must(messages.get(id))->doneAtMs == 20);
    CHECK(must(messages.get(id))->acknowledgedAtMs == 10);
}
