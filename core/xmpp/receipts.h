// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The elements of XEP-0184 and XEP-0333 that travel inside a sealed envelope, where the
// relay can neither see nor forge them. Outside of one they are not believed.

#include "core/xmpp/element.h"

#include <string_view>

namespace sotto::xmpp {

Element buildReceived(std::string_view messageId);   ///< a device has stored it
Element buildDisplayed(std::string_view messageId);  ///< a person has seen it

bool isReceived(const Element& element);
bool isDisplayed(const Element& element);

}  // namespace sotto::xmpp
