// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reading elements that decide about keys: one form for each value, nothing unknown.

#include "core/domain/message.h"
#include "core/xmpp/element.h"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace sotto::omemo {

/// A decimal number as we would write it: no sign, no leading zero, 0 to 2^32-1.
std::optional<std::uint32_t> strictNumber(std::string_view text);

/// As strictNumber(), 1 to 2^31-1.
std::optional<DeviceId> strictDeviceId(std::string_view text);

/// The child of that name if there is exactly one; otherwise null.
const xmpp::Element* onlyChild(const xmpp::Element& parent, std::string_view name,
                               std::string_view ns);

/// True if the element has no attribute besides these.
bool hasNoOtherAttributes(const xmpp::Element& element,
                          std::initializer_list<std::string_view> known);

}  // namespace sotto::omemo
