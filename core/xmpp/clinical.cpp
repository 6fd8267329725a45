// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/clinical.h"

#include "core/xmpp/attribute_values.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kClinicalNs = "urn:x-sotto:clinical:0";
constexpr std::uint32_t kMaxWithinSeconds = 7 * 24 * 3600;

}  // namespace

Element buildUrgency(const ClinicalUrgency& urgency)
{
    Element element{"urgency", kClinicalNs};
    element.set("level", toName(urgency.level));
    if (urgency.within)
        element.set("within", std::to_string(urgency.within->count()));
    return element;
}

bool isUrgency(const Element& element)
{
    return element.is("urgency", kClinicalNs);
}

Result<ClinicalUrgency> parseUrgency(const Element& element)
{
    const auto level = urgencyFromName(element.attribute("level"));
    if (!isUrgency(element) || !level || *level == Urgency::None)
        return Error{Errc::Malformed, "urgency"};
    ClinicalUrgency urgency{*level, std::nullopt};
    if (element.hasAttribute("within")) {
        const auto seconds = parseNumber<std::uint32_t>(element.attribute("within"));
        if (!seconds || *seconds == 0 || *seconds > kMaxWithinSeconds)
            return Error{Errc::Malformed, "urgency"};
        urgency.within = std::chrono::seconds{*seconds};
    }
    return urgency;
}

Element buildAcknowledged(std::string_view messageId)
{
    return Element{"acknowledged", kClinicalNs}.set("id", messageId);
}

bool isAcknowledged(const Element& element)
{
    return element.is("acknowledged", kClinicalNs);
}

}  // namespace sotto::xmpp
