// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/availability.h"

#include "core/xmpp/timestamps.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kAvailabilityNs = "urn:x-sotto:availability:0";

}  // namespace

Element buildAvailability(const AvailabilityClaim& claim)
{
    Element element{"availability", kAvailabilityNs};
    element.set("state", claim.busy ? "busy" : "dnd");
    if (!claim.busy && claim.until)
        element.set("until", formatTimestamp(*claim.until));
    return element;
}

AvailabilityClaim availabilityOf(const Element& presence)
{
    const auto* const element = presence.child("availability", kAvailabilityNs);
    if (!element)
        return {};
    if (element->attribute("state") == "busy")
        return {.busy = true};
    const auto until = parseTimestamp(element->attribute("until"));
    if (element->attribute("state") != "dnd" || !until)
        return {};
    return {.until = *until};
}

}  // namespace sotto::xmpp
