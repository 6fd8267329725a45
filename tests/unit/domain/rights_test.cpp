// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/rights.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

namespace {

const Jid kLee = *Jid::parseAccount("lee@clinic.example");
const Jid kKim = *Jid::parseAccount("kim@clinic.example");

RoleRules rules()
{
    RoleRules rules{.inForce = true};
    rules.list.roles["clinical"] = {{kLee}, {"Physicians"}};
    rules.list.roles["charge"] = {{kKim}, {}};
    rules.holders[Right::SendStat] = {"clinical", "nobody has this"};
    rules.holders[Right::Broadcast] = {"charge"};
    rules.holders[Right::Export] = {};
    return rules;
}

}  // namespace

TEST_CASE("a role is held by name or by a group of the directory, and gives what policy says")
{
    const auto lee = rules().of(kLee, {});
    CHECK(lee.has(Right::SendStat));
    CHECK_FALSE(lee.has(Right::Broadcast));
    const auto kim = rules().of(kKim, {"Nurses", "Physicians"});
    CHECK(kim.has(Right::SendStat));
    CHECK(kim.has(Right::Broadcast));
    CHECK_FALSE(rules().of(kKim, {"physicians", "Physicians "}).has(Right::SendStat));
}

TEST_CASE("a right that policy names no roles for is everybody's, and with an empty list nobody's")
{
    const auto kim = rules().of(kKim, {});
    CHECK(kim.has(Right::StartConversation));
    CHECK_FALSE(kim.has(Right::Export));
}

TEST_CASE("without a list of roles everybody may everything but see what others did")
{
    auto open = rules();
    open.inForce = false;
    CHECK(open.of(kKim, {}) == Rights::withoutRoles());
    for (const auto right : kAllRights) {
        CHECK(Rights::all().has(right));
        CHECK(Rights::withoutRoles().has(right) ==
              (right != Right::SeeActivity && right != Right::WriteOrders));
    }
    CHECK_FALSE(Rights{}.has(Right::SendStat));
}
