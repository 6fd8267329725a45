// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/on_call.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/iq.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kClinicalNs = "urn:x-sotto:clinical:0";

Error malformed()
{
    return {Errc::Malformed, "a role on call"};
}

}  // namespace

bool isRoleName(std::string_view text)
{
    constexpr auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    };
    return !text.empty() && text.size() <= kLongestRole && std::ranges::none_of(text, isControl);
}

Element buildOnCallMark(const OnCallMark& mark)
{
    Element element{"on-call", kClinicalNs};
    element.set("role", mark.role);
    if (mark.author) {
        element.set("author", mark.author->toString());
        element.set("id", mark.id);
    }
    return element;
}

bool isOnCallMark(const Element& element)
{
    return element.is("on-call", kClinicalNs);
}

Result<OnCallMark> parseOnCallMark(const Element& element)
{
    OnCallMark mark{.role = std::string{element.attribute("role")}};
    if (!isRoleName(mark.role) || element.hasAttribute("author") != element.hasAttribute("id"))
        return malformed();
    if (!element.hasAttribute("author"))
        return mark;
    auto author = Jid::parseAccount(element.attribute("author"));
    mark.id = std::string{element.attribute("id")};
    if (!author || !isUsableId(mark.id))
        return malformed();
    mark.author = *std::move(author);
    return mark;
}

Element buildOnCallOffer(const OnCallOffer& offer)
{
    return Element{"on-call-offer", kClinicalNs}
        .set("id", offer.id)
        .set("role", offer.role)
        .set("items", std::to_string(offer.items));
}

bool isOnCallOffer(const Element& element)
{
    return element.is("on-call-offer", kClinicalNs);
}

Result<OnCallOffer> parseOnCallOffer(const Element& element)
{
    const auto items = parseNumber<std::uint32_t>(element.attribute("items"));
    OnCallOffer offer{std::string{element.attribute("id")}, std::string{element.attribute("role")}};
    if (!isUsableId(offer.id) || !isRoleName(offer.role) || !items || *items > kMostOfferedItems)
        return malformed();
    offer.items = static_cast<int>(*items);
    return offer;
}

Element buildOnCallAnswer(const OnCallAnswer& answer)
{
    return Element{"on-call-answer", kClinicalNs}
        .set("id", answer.id)
        .set("yes", answer.yes ? "true" : "false");
}

bool isOnCallAnswer(const Element& element)
{
    return element.is("on-call-answer", kClinicalNs);
}

Result<OnCallAnswer> parseOnCallAnswer(const Element& element)
{
    const auto id = element.attribute("id");
    const auto yes = element.attribute("yes");
    if (!isUsableId(id) || (yes != "true" && yes != "false"))
        return malformed();
    return OnCallAnswer{std::string{id}, yes == "true"};
}

}  // namespace sotto::xmpp
