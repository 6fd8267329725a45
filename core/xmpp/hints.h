// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0334: what the relay should do with a message that it cannot read.

#include "core/xmpp/element.h"

namespace sotto::xmpp {

/// Keep it in the archive. On everything that matters: without it Prosody bounces a
/// message without a body to somebody who is away.
Element buildStore();

/// Do not keep it: typing notices and the like.
Element buildNoStore();

}  // namespace sotto::xmpp
