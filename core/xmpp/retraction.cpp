// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/retraction.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kRetractNs = "urn:xmpp:message-retract:1";
constexpr std::string_view kCorrectNs = "urn:xmpp:message-correct:0";

}  // namespace

Element buildRetract(std::string_view messageId)
{
    return Element{"retract", kRetractNs}.set("id", messageId);
}

bool isRetract(const Element& element)
{
    return element.is("retract", kRetractNs);
}

Element buildReplace(std::string_view messageId)
{
    return Element{"replace", kCorrectNs}.set("id", messageId);
}

bool isReplace(const Element& element)
{
    return element.is("replace", kCorrectNs);
}

}  // namespace sotto::xmpp
