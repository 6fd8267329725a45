// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/carbons.h"

#include "core/xmpp/archive.h"
#include "core/xmpp/forwarded.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/namespaces.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

bool isCarbon(const Element& element)
{
    return element.is("sent", kCarbonsNs) || element.is("received", kCarbonsNs);
}

}  // namespace

Element buildEnableCarbons()
{
    return buildIqSet({"enable", kCarbonsNs});
}

bool hasCarbon(const Element& message)
{
    return std::ranges::any_of(message.children, isCarbon);
}

Result<std::optional<Carbon>> parseCarbon(const Element& message, const Origin& origin,
                                          const Jid& self)
{
    if (!hasCarbon(message))
        return std::optional<Carbon>{};
    if (!isOwnAccount(origin))
        return Error{Errc::Forged, "carbon from another address"};
    if (std::ranges::count_if(message.children, isCarbon) != 1)
        return Error{Errc::Malformed, "several carbons in one message"};
    const auto& wrapper = *std::ranges::find_if(message.children, isCarbon);
    SOTTO_TRY_ASSIGN(auto forwarded, parseForwarded(wrapper));
    if (hasCarbon(forwarded.message) || hasArchiveResult(forwarded.message))
        return Error{Errc::Forged, "carbon of a wrapper"};

    const bool isSent = wrapper.name == "sent";
    const auto ours = Jid::parse(forwarded.message.attribute(isSent ? "from" : "to"));
    if (!ours || ours->bare() != self.bare())
        return Error{Errc::Forged, "carbon of a message that is not ours"};
    return std::optional{Carbon{isSent ? Carbon::Direction::Sent : Carbon::Direction::Received,
                                std::move(forwarded.message)}};
}

}  // namespace sotto::xmpp
