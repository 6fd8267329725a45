// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0424 Message Retraction and XEP-0308 Last Message Correction, inside a sealed envelope
// only, where the relay can neither see nor forge them. Whether it came from the author of the
// message that it names, the receiver checks.

#include "core/xmpp/element.h"

#include <string_view>

namespace sotto::xmpp {

Element buildRetract(std::string_view messageId);  ///< that message is recalled
bool isRetract(const Element& element);

Element buildReplace(std::string_view messageId);  ///< beside a body: the new text of that message
bool isReplace(const Element& element);

}  // namespace sotto::xmpp
