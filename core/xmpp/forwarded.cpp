// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/forwarded.h"

#include "core/xmpp/timestamps.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kForwardNs = "urn:xmpp:forward:0";
constexpr std::string_view kDelayNs = "urn:xmpp:delay";

bool isForwarded(const Element& element)
{
    return element.is("forwarded", kForwardNs);
}

bool isStanza(const Element& element)
{
    return element.ns == kClientNs;
}

}  // namespace

Result<Forwarded> parseForwarded(const Element& wrapper)
{
    if (std::ranges::count_if(wrapper.children, isForwarded) != 1)
        return Error{Errc::Malformed, "not exactly one forwarded"};
    const auto& forwarded = *std::ranges::find_if(wrapper.children, isForwarded);
    const auto* message = forwarded.child("message", kClientNs);
    if (!message || std::ranges::count_if(forwarded.children, isStanza) != 1)
        return Error{Errc::Malformed, "not exactly one forwarded message"};
    return Forwarded{delayStamp(forwarded), *message};
}

std::optional<WallTime> delayStamp(const Element& stanza)
{
    const auto* delay = stanza.child("delay", kDelayNs);
    if (!delay)
        return std::nullopt;
    const auto stamp = parseTimestamp(delay->attribute("stamp"));
    return stamp ? std::optional{*stamp} : std::nullopt;
}

}  // namespace sotto::xmpp
