// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// XEP-0484: a login token in place of the password, while it lives.

#include "core/base/clock.h"
#include "core/base/secret_bytes.h"
#include "core/xmpp/element.h"

#include <optional>
#include <string_view>

namespace sotto::xmpp {

/// As good as password and second factor together while it lives: memory only, at most
/// one shift (design.md, 4).
struct FastToken {
    SecretBytes token;
    WallTime expiry;
};

/// How <authenticate/> says that its mechanism speaks for a token.
struct FastUse {
    std::uint64_t count = 0;  ///< rises with each use, so that a replay is seen; 0 = leave out
    bool invalidate = false;  ///< logoff: the token is of no use after this login
};

Element buildFast(const FastUse& use);
Element buildRequestToken(std::string_view mechanism);

/// The token inside <success/>, asked for or not (a relay renews it unasked). None: there
/// is none, or one without a readable expiry, which we would not know when to drop.
std::optional<FastToken> parseFastToken(const Element& success);

}  // namespace sotto::xmpp
