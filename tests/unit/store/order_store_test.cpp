// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

#include <algorithm>

using namespace sotto;
using namespace sotto::test;

namespace {

store::OrderRow order(MessageId message)
{
    return {message, 1'000, -300, DeviceId{7}, Bytes(64, 9)};
}

std::vector<MessageAct> actsOf(OpenVault& open)
{
    std::vector<MessageAct> acts;
    for (const auto& record : must(open.stores.records.oldest(nurse(), 100)))
        if (record.act >= MessageAct::OrderSigned)
            acts.push_back(record.act);
    return acts;
}

}  // namespace

TEST_CASE("an order is kept as it was signed, and cancelled once", "[store][order]")
{
    OpenVault open;
    auto& stores = open.stores;
    store::MessageRow row{.sender = surgeon()};
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        row = incoming(chat, "m-1");
        row.isOpen = true;
        row.id = must(stores.messages.add(row));
        must(stores.orders.add(order(row.id), row));
    });
    const auto kept = must(stores.orders.find(row.id));
    REQUIRE(kept);
    CHECK(kept->signedAtMs == 1'000);
    CHECK(kept->utcOffsetMin == -300);
    CHECK(kept->by == DeviceId{7});
    CHECK(kept->signature == Bytes(64, 9));
    CHECK(kept->cancelledAtMs == 0);
    CHECK(actsOf(open).empty());  // its author's log has it
    open.write([&] {
        CHECK(must(stores.orders.cancel(row, 2'000)));
        CHECK_FALSE(must(stores.orders.cancel(row, 3'000)));
        must(stores.orders.noteEntered(row, surgeon(), 2'500));
    });
    CHECK(must(stores.orders.find(row.id))->cancelledAtMs == 2'000);
    CHECK_FALSE(must(stores.messages.get(row.id))->isOpen);
    CHECK(must(stores.messages.get(row.id))->body == row.body);
    CHECK(actsOf(open) == std::vector{MessageAct::OrderCancelled, MessageAct::OrderEntered});
    CHECK_FALSE(must(stores.orders.find(MessageId{999})));
}

TEST_CASE("that our person signed an order is noted for the activity log", "[store][order]")
{
    OpenVault open;
    auto& stores = open.stores;
    open.write([&] {
        const auto chat = must(stores.conversations.findOrCreate(surgeon(), 1));
        auto row = outgoing(chat, "m-1");
        row.id = must(stores.messages.add(row));
        must(stores.orders.add(order(row.id), row));
    });
    CHECK(actsOf(open) == std::vector{MessageAct::OrderSigned});
}
