// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

namespace {

const Jid kLee = *Jid::parseAccount("lee@clinic.example");
const Jid kKim = *Jid::parseAccount("kim@clinic.example");

void set(Policy& policy, const char* name, PolicyValue value)
{
    REQUIRE(policy.offer(settingIndex(name), std::move(value), Policy::Source::File,
                         "policy.toml") == Policy::Offer::Taken);
}

policy::LoadedRoleList list()
{
    policy::LoadedRoleList loaded;
    loaded.list.serial = 1;
    loaded.list.roles["clinical"].members = {kLee};
    return loaded;
}

}  // namespace

TEST_CASE("with a list of roles, STAT is for the roles that policy names, the rest for everybody")
{
    const Policy policy;  // alerts.stat_senders: clinical
    const auto rules = app::roleRules(policy, list());
    CHECK(rules.of(kLee, {}) == Rights::withoutRoles());
    const auto kim = rules.of(kKim, {});
    CHECK_FALSE(kim.has(Right::SendStat));
    CHECK(kim.has(Right::StartConversation));
    CHECK(kim.has(Right::Broadcast));
    CHECK(kim.has(Right::Export));
}

TEST_CASE("policy says which roles begin, broadcast, export and see what others did")
{
    Policy policy;
    for (const auto* name :
         {"roles.may_start", "roles.may_broadcast", "roles.may_export", "roles.may_see_activity"})
        set(policy, name, std::vector<std::string>{"clinical"});
    set(policy, "orders.senders", std::vector<std::string>{"clinical"});
    CHECK_FALSE(app::roleRules(policy, list()).of(kLee, {}).has(Right::WriteOrders));
    set(policy, "orders.enabled", true);
    CHECK(app::roleRules(policy, list()).of(kLee, {}) == Rights::all());
    CHECK(app::roleRules(policy, list()).of(kKim, {}) == Rights{});
}

TEST_CASE("without a list nothing is refused; with one that was refused, nobody has a role")
{
    Policy policy;
    CHECK(app::roleRules(policy, {}).of(kKim, {}) == Rights::withoutRoles());
    policy::LoadedRoleList refused;
    refused.accepted = false;
    CHECK_FALSE(app::roleRules(policy, refused).of(kLee, {}).has(Right::SendStat));
    set(policy, "roles.source", std::string{"fhir"});
    CHECK_FALSE(app::roleRules(policy, list()).of(kLee, {}).has(Right::SendStat));
}
