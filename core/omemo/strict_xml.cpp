// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/strict_xml.h"

#include "core/xmpp/attribute_values.h"

#include <algorithm>

namespace sotto::omemo {

std::optional<std::uint32_t> strictNumber(std::string_view text)
{
    return xmpp::parseExactNumber<std::uint32_t>(text);
}

std::optional<DeviceId> strictDeviceId(std::string_view text)
{
    const auto number = strictNumber(text);
    if (!number || !isValid(DeviceId{*number}))
        return std::nullopt;
    return DeviceId{*number};
}

const xmpp::Element* onlyChild(const xmpp::Element& parent, std::string_view name,
                               std::string_view ns)
{
    const auto matches = [&](const xmpp::Element& child) { return child.is(name, ns); };
    if (std::ranges::count_if(parent.children, matches) != 1)
        return nullptr;
    return parent.child(name, ns);
}

bool hasNoOtherAttributes(const xmpp::Element& element,
                          std::initializer_list<std::string_view> known)
{
    return std::ranges::all_of(element.attributes, [&](const auto& attribute) {
        return std::ranges::find(known, std::string_view{attribute.first}) != known.end();
    });
}

}  // namespace sotto::omemo
