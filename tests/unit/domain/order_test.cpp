// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/order.h"
#include "core/domain/rights.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

namespace {

const Jid kLee = *Jid::parseAccount("lee@clinic.example");
const Jid kKim = *Jid::parseAccount("kim@clinic.example");

OrderWords whole()
{
    return {
        "o-1", kLee, kKim,       {"Jane Smith", "00-884471"}, "Potassium chloride 20 mEq by mouth",
        1,     -300, DeviceId{7}};
}

}  // namespace

TEST_CASE("an order is whole with an author, another recipient, a patient, a text and a time")
{
    CHECK(isUsable(whole()));
    const auto without = [](auto change) {
        auto words = whole();
        change(words);
        return isUsable(words);
    };
    CHECK_FALSE(without([](OrderWords& w) { w.id.clear(); }));
    CHECK_FALSE(without([](OrderWords& w) { w.recipient = kLee; }));
    CHECK_FALSE(without([](OrderWords& w) { w.patient = {}; }));
    CHECK_FALSE(without([](OrderWords& w) { w.text.clear(); }));
    CHECK_FALSE(without([](OrderWords& w) { w.text.assign(kMostOrderText + 1, 'x'); }));
    CHECK_FALSE(without([](OrderWords& w) { w.atMs = 0; }));
    CHECK_FALSE(without([](OrderWords& w) { w.atMs = 253'402'300'800'000; }));
    CHECK_FALSE(without([](OrderWords& w) { w.utcOffsetMin = kMostUtcOffsetMin + 1; }));
    CHECK_FALSE(without([](OrderWords& w) { w.by = {}; }));
    CHECK(without([](OrderWords& w) { w.text.assign(kMostOrderText, 'x'); }));
}

TEST_CASE("to an order there are two answers")
{
    CHECK(isOrderAnswer(Answer::Acknowledged));
    CHECK(isOrderAnswer(Answer::Completed));
    CHECK_FALSE(isOrderAnswer(Answer::Accepted));
    CHECK_FALSE(isOrderAnswer(Answer::Declined));
}

TEST_CASE("orders are for whom the clinic lists: without a list, a role or the setting for nobody")
{
    RoleRules rules{.inForce = true};
    rules.list.serial = 1;
    rules.list.roles["physician"].members = {kLee};
    rules.list.roles["nurse"].groups = {"Nurses"};
    rules.orders = {true, {"physician"}, {"nurse"}, true, std::chrono::minutes{60}};
    CHECK(rules.mayWriteOrders(kLee, {}));
    CHECK(rules.of(kLee, {}).has(Right::WriteOrders));
    CHECK_FALSE(rules.mayWriteOrders(kKim, {"Nurses"}));
    CHECK_FALSE(rules.of(kKim, {"Nurses"}).has(Right::WriteOrders));
    CHECK(rules.mayGetOrders(kKim, {"Nurses"}));
    CHECK_FALSE(rules.mayGetOrders(kKim, {}));
    CHECK_FALSE(rules.mayGetOrders(kLee, {}));
    auto off = rules;
    off.orders.enabled = false;
    CHECK_FALSE(off.mayWriteOrders(kLee, {}));
    CHECK_FALSE(off.mayGetOrders(kKim, {"Nurses"}));
    auto noList = rules;
    noList.inForce = false;
    CHECK_FALSE(noList.mayWriteOrders(kLee, {}));
    CHECK_FALSE(noList.of(kLee, {}).has(Right::WriteOrders));
}
