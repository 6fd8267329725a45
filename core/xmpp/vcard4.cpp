// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/vcard4.h"

#include "core/xmpp/attribute_values.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kVcardNs = "urn:ietf:params:xml:ns:vcard-4.0";
constexpr std::size_t kMaxFieldBytes = 256;
constexpr std::size_t kMaxPhoneBytes = 32;
constexpr std::ptrdiff_t kLeastDigits = 3;  // a house number of a clinic
constexpr std::string_view kTelScheme = "tel:";

Element textOf(std::string_view value)
{
    return std::move(Element{"text", kVcardNs}.setText(value));
}

/// The value of a property: its text, or a telephone's URI. Empty if it has none.
std::string_view valueOf(const Element& property, std::string_view kind, std::size_t index)
{
    for (const auto& child : property.children)
        if (child.is(kind, kVcardNs) && index-- == 0)
            return child.text;
    return {};
}

std::string fieldOf(const Element& card, std::string_view name, std::size_t index = 0)
{
    const auto* const property = card.child(name, kVcardNs);
    return property ? capped(valueOf(*property, "text", index), kMaxFieldBytes) : std::string{};
}

std::string phoneOf(const Element& card)
{
    const auto* const tel = card.child("tel", kVcardNs);
    if (!tel)
        return {};
    auto uri = valueOf(*tel, "uri", 0);
    if (!uri.starts_with(kTelScheme))
        return phoneNumber(valueOf(*tel, "text", 0));
    uri.remove_prefix(kTelScheme.size());
    return phoneNumber(uri.substr(0, uri.find(';')));
}

bool isOurs(const Element& property)
{
    constexpr std::array<std::string_view, 4> kOurs{"fn", "title", "org", "tel"};
    return property.ns == kVcardNs && std::ranges::find(kOurs, property.name) != kOurs.end();
}

}  // namespace

std::string phoneNumber(std::string_view text)
{
    constexpr std::string_view kAllowed = "0123456789+-() .";
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    text = text.substr(first, text.find_last_not_of(' ') + 1 - first);
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    const bool isNumber = text.size() <= kMaxPhoneBytes && digits >= kLeastDigits &&
        text.find_first_not_of(kAllowed) == std::string_view::npos;
    return isNumber ? std::string{text} : std::string{};
}

Element withFields(Element card, const Vcard4& fields)
{
    if (!card.is("vcard", kVcardNs))
        card = Element{"vcard", kVcardNs};
    std::erase_if(card.children, isOurs);
    const auto add = [&card](std::string_view name, std::string_view value) {
        if (!value.empty())
            card.add(std::move(Element{name, kVcardNs}.add(textOf(value))));
    };
    add("fn", fields.fullName);
    add("title", fields.title);
    add("org", fields.department);
    if (const auto phone = phoneNumber(fields.phone); !phone.empty()) {
        // RFC 3966 knows no spaces.
        std::string uri{kTelScheme};
        std::ranges::copy_if(phone, std::back_inserter(uri), [](char c) { return c != ' '; });
        card.add(Element{"tel", kVcardNs}
                     .add(std::move(Element{"uri", kVcardNs}.setText(uri)))
                     .add(textOf(phone)));
    }
    return card;
}

Result<Vcard4> parseVcard4(const Element& vcard)
{
    if (!vcard.is("vcard", kVcardNs))
        return Error{Errc::Malformed, "vcard"};
    auto unit = fieldOf(vcard, "org", 1);
    return Vcard4{fieldOf(vcard, "fn"), fieldOf(vcard, "title"),
                  unit.empty() ? fieldOf(vcard, "org") : std::move(unit), phoneOf(vcard)};
}

}  // namespace sotto::xmpp
