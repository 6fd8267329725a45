// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0359: the sender's own id of a message, and the archive's.

#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <string_view>

namespace sotto::xmpp {

Element buildOriginId(std::string_view id);

/// Empty if there is none, or several, or it is longer than 1,023 bytes.
std::string_view originId(const Element& message);

/// The id that the archive of `owner` (we, or a room; bare) gave. Empty if it gave none, or
/// if two claim to be its: then one of them is forged (XEP-0359, 5).
std::string_view archiveId(const Element& message, const Jid& owner);

}  // namespace sotto::xmpp
