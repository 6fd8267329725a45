// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0280: copies of what our other devices send and receive.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"
#include "core/xmpp/origin.h"

#include <cstdint>
#include <optional>

namespace sotto::xmpp {

struct Carbon {
    enum class Direction : std::uint8_t { Sent, Received };

    Direction direction = Direction::Received;
    Element message;
};

Element buildEnableCarbons();

/// True if a message claims to be a carbon, whoever sent it.
bool hasCarbon(const Element& message);

/// Reads a carbon. No value: the message is none. Only our own account may send one; what
/// it wraps is one message that is not a carbon or an archive result itself, from us if
/// sent, to us if received (XEP-0280, 11; hostile.md C4 to C6). Errors: Forged, Malformed.
Result<std::optional<Carbon>> parseCarbon(const Element& message, const Origin& origin,
                                          const Jid& self);

}  // namespace sotto::xmpp
