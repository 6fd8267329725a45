// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The hashed-token mechanism HT-SHA-256-EXPR (draft-schmaus-kitten-sasl-ht, XEP-0484): a
// login token stands for password and code, bound to this TLS connection. Password-
// equivalent for one shift; lives only in memory (design.md, section 4).

#include "core/base/result.h"
#include "core/xmpp/fast.h"

#include <string_view>

namespace sotto::relay {

using xmpp::FastToken;

inline constexpr std::string_view kFastMechanism = "HT-SHA-256-EXPR";

inline FastToken cloned(const FastToken& token)
{
    return {token.token.clone(), token.expiry};
}

/// The initiator's message: user, NUL, HMAC(token, "Initiator" ‖ exporter).
Bytes fastInitiator(std::string_view user, const FastToken& token, ByteView exporter);

/// Checks the responder's HMAC, in constant time. Errors: Forged.
Result<Done> checkFastResponder(ByteView proof, const FastToken& token, ByteView exporter);

}  // namespace sotto::relay
