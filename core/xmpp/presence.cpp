// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/presence.h"

#include "core/xmpp/attribute_values.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxStatusBytes = 256;

/// In the order of Show.
constexpr std::array<std::string_view, 5> kShows{"", "chat", "away", "xa", "dnd"};

PresenceStanza::Kind kindOf(std::string_view type)
{
    using Kind = PresenceStanza::Kind;
    constexpr std::array<std::string_view, 5> kSubscription{"subscribe", "subscribed",
                                                            "unsubscribe", "unsubscribed", "probe"};
    if (type.empty())
        return Kind::Available;
    if (type == "unavailable")
        return Kind::Unavailable;
    return std::ranges::find(kSubscription, type) != kSubscription.end() ? Kind::Subscription
                                                                         : Kind::Error;
}

}  // namespace

Result<PresenceStanza> parsePresence(const Element& stanza)
{
    if (!stanza.is("presence", kClientNs))
        return Error{Errc::Malformed, "not a presence"};
    PresenceStanza presence;
    presence.kind = kindOf(stanza.attribute("type"));
    const auto show = std::ranges::find(kShows, stanza.childText("show", kClientNs));
    if (show != kShows.end())
        presence.show = static_cast<PresenceStanza::Show>(show - kShows.begin());
    presence.status = capped(stanza.childText("status", kClientNs), kMaxStatusBytes);
    return presence;
}

Element buildPresence(PresenceStanza::Show show, Element caps)
{
    Element presence{"presence", kClientNs};
    if (show != PresenceStanza::Show::Online)
        presence.add(Element{"show", kClientNs}.setText(kShows.at(static_cast<std::size_t>(show))));
    return presence.add(std::move(caps));
}

Element buildUnavailable()
{
    return Element{"presence", kClientNs}.set("type", "unavailable");
}

}  // namespace sotto::xmpp
