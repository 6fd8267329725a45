// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/login_types.h"
#include "core/xmpp/element.h"

namespace sotto::relay {

LoginFailure failureOf(TransportError error);

/// What <stream:error/> means for us. A see-other-host is a hang-up: we follow no address
/// that the relay names (hostile.md A25). AccountDisabled counts only when online.
LoginFailure failureOf(const xmpp::Element& streamError);

/// Checks the relay's stream header (RFC 6120, 4.7; hostile.md A28). Errors: Malformed.
Result<Done> checkStreamHeader(const xmpp::Element& header, const Jid& account);

}  // namespace sotto::relay
