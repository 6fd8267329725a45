// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who may do what, where the clinic keeps a list of roles (policy roles.*, R-1).

#include "core/domain/jid.h"
#include "core/domain/order.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sotto {

/// What not everybody may. To read, to answer and to acknowledge is everybody's.
enum class Right : std::uint8_t {
    StartConversation,  ///< to begin one, or a team; without it a person answers others
    Broadcast,
    SendStat,
    Export,       ///< to copy, print or save what is in the vault
    SeeActivity,  ///< what others did, in the activity log; one's own entries are everybody's
    WriteOrders,  ///< see OrderRules: nobody's, unless the clinic names them
};

inline constexpr std::array kAllRights{Right::StartConversation, Right::Broadcast,
                                       Right::SendStat,          Right::Export,
                                       Right::SeeActivity,       Right::WriteOrders};

/// What one person may do. A value.
class Rights {
public:
    static constexpr Rights all()
    {
        Rights rights;
        for (const auto right : kAllRights)
            rights.give(right);
        return rights;
    }

    /// Where the clinic keeps no roles, and before they are known: what others did is shown only to
    /// whom the clinic named, and nobody gives orders.
    static constexpr Rights withoutRoles()
    {
        auto rights = all();
        rights.m_bits &= ~(bitOf(Right::SeeActivity) | bitOf(Right::WriteOrders));
        return rights;
    }

    constexpr bool has(Right right) const { return (m_bits & bitOf(right)) != 0; }

    constexpr void give(Right right) { m_bits |= bitOf(right); }

    friend bool operator==(const Rights&, const Rights&) = default;

private:
    static constexpr std::uint32_t bitOf(Right right)
    {
        return std::uint32_t{1} << static_cast<unsigned>(right);
    }

    std::uint32_t m_bits = 0;
};

/// Who holds a role: by name, or as a member of a group of the relay's directory.
struct Role {
    std::set<Jid> members{};
    std::set<std::string, std::less<>> groups{};
    bool onCall = false;  ///< one of them at a time claims it: what is written to it is theirs
    std::string title{};  ///< "On-call cardiology"; may be empty
};

/// The clinic's list of roles.
struct RoleList {
    std::int64_t serial = 0;  ///< a later list has a higher one; 0: there is no list
    std::map<std::string, Role, std::less<>> roles{};

    /// `groups`: those of that person in the directory.
    bool holds(std::string_view role, const Jid& person,
               const std::vector<std::string>& groups) const
    {
        const auto found = roles.find(role);
        if (found == roles.end())
            return false;
        const auto& named = found->second;
        return named.members.contains(person) ||
            std::ranges::any_of(
                   groups, [&](const std::string& group) { return named.groups.contains(group); });
    }
};

/// What policy makes of the list.
struct RoleRules {
    bool inForce = false;  ///< false: the clinic keeps no roles; Rights::withoutRoles()
    RoleList list{};
    std::map<Right, std::vector<std::string>> holders{};  ///< roles; a right without: everybody's
    std::chrono::seconds longestClaim{43'200};            ///< roles.max_claim_s
    std::string unclaimedTo{};                            ///< roles.unclaimed_to; see on_call.h
    OrderRules orders{};                                  ///< orders.*

    /// Only who is on the list: without one, nobody.
    bool mayWriteOrders(const Jid& person, const std::vector<std::string>& groups) const
    {
        return orders.enabled && isListed(orders.senders, person, groups);
    }

    bool mayGetOrders(const Jid& person, const std::vector<std::string>& groups) const
    {
        return orders.enabled && isListed(orders.receivers, person, groups);
    }

    Rights of(const Jid& person, const std::vector<std::string>& groups) const
    {
        if (!inForce)
            return Rights::withoutRoles();
        Rights rights;
        for (const auto right : kAllRights) {
            const auto asked = holders.find(right);
            const bool isLet = right == Right::WriteOrders
                ? mayWriteOrders(person, groups)
                : asked == holders.end() || isListed(asked->second, person, groups);
            if (isLet)
                rights.give(right);
        }
        return rights;
    }

private:
    bool isListed(const std::vector<std::string>& names, const Jid& person,
                  const std::vector<std::string>& groups) const
    {
        return inForce && std::ranges::any_of(names, [&](const std::string& role) {
                   return list.holds(role, person, groups);
               });
    }
};

}  // namespace sotto
