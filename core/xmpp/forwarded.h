// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0297 and XEP-0203: a stanza inside a stanza, and when it was first sent.

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <optional>

namespace sotto::xmpp {

struct Forwarded {
    std::optional<WallTime> sentAt;
    Element message;
};

/// Reads the only <forwarded/> in `wrapper` and the only <message/> in it. A second one,
/// or another stanza beside it, is a trick (hostile.md C5). Errors: Malformed.
Result<Forwarded> parseForwarded(const Element& wrapper);

/// The stamp of the first <delay/> of a stanza; none if there is none or it is unreadable.
/// A claim of whoever stamped it: for sorting and display, never for trust.
std::optional<WallTime> delayStamp(const Element& stanza);

}  // namespace sotto::xmpp
