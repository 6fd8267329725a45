// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0199.

#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <optional>

namespace sotto::xmpp {

/// `to` absent: our own account. Any answer, an error too, proves that the relay is there.
Element buildPing(const std::optional<Jid>& to = std::nullopt);

/// True for a ping that must be answered with buildIqResult().
bool isPing(const Element& iq);

}  // namespace sotto::xmpp
