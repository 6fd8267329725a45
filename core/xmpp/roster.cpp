// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/roster.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/iq.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kRosterNs = "jabber:iq:roster";
constexpr std::size_t kMaxNameBytes = 256;
constexpr std::size_t kMaxGroups = 20;

/// In the order of Subscription.
constexpr std::array<std::string_view, 5> kSubscriptions{"none", "to", "from", "both", "remove"};

Result<RosterItem> parseItem(const Element& element)
{
    auto jid = Jid::parseAccount(element.attribute("jid"));
    if (!jid)
        return jid.error();
    RosterItem item{*std::move(jid), {}, capped(element.attribute("name"), kMaxNameBytes), {}};
    const auto known = std::ranges::find(kSubscriptions, element.attribute("subscription"));
    if (known != kSubscriptions.end())
        item.subscription = static_cast<RosterItem::Subscription>(known - kSubscriptions.begin());
    for (const auto& child : element.children)
        if (child.is("group", kRosterNs) && item.groups.size() < kMaxGroups)
            item.groups.push_back(capped(child.text, kMaxNameBytes));
    return item;
}

}  // namespace

Element buildRosterRequest(std::string_view version)
{
    Element query{"query", kRosterNs};
    if (!version.empty())
        query.set("ver", version);
    return buildIqGet(std::move(query));
}

Result<std::optional<Roster>> parseRoster(const Element& iq)
{
    if (!iq.is("iq", kClientNs) || iq.attribute("type") != "result")
        return Error{Errc::Malformed, "roster"};
    const auto* query = iq.child("query", kRosterNs);
    if (!query)
        return std::optional<Roster>{};
    Roster roster;
    roster.version = capped(query->attribute("ver"), kMaxNameBytes);
    for (const auto& child : query->children)
        if (child.is("item", kRosterNs))
            if (auto item = parseItem(child))
                roster.items.push_back(*std::move(item));
    return std::optional{std::move(roster)};
}

bool isRosterPush(const Element& iq)
{
    return isIqRequest(iq) && iq.attribute("type") == "set" && iq.child("query", kRosterNs);
}

Result<RosterItem> parseRosterPush(const Element& iq, const Origin& origin)
{
    if (!isRosterPush(iq))
        return Error{Errc::Malformed, "roster push"};
    if (!isOwnAccount(origin))
        return Error{Errc::Forged, "roster push from another address"};
    const auto* query = iq.child("query", kRosterNs);
    const auto isItem = [](const Element& child) { return child.is("item", kRosterNs); };
    const auto item = std::ranges::find_if(query->children, isItem);
    if (std::ranges::count_if(query->children, isItem) != 1)
        return Error{Errc::Malformed, "roster push with other than one item"};
    return parseItem(*item);
}

}  // namespace sotto::xmpp
