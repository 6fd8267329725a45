// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// RFC 6121, 3 and 4.

#include "core/base/result.h"
#include "core/xmpp/element.h"

#include <cstdint>
#include <string>

namespace sotto::xmpp {

struct PresenceStanza {
    enum class Kind : std::uint8_t {
        Available,
        Unavailable,
        Error,         ///< also what we do not know
        Subscription,  ///< subscribe, subscribed, unsubscribe, unsubscribed, probe
    };
    enum class Show : std::uint8_t { Online, Chat, Away, ExtendedAway, DoNotDisturb };

    Kind kind = Kind::Available;
    Show show = Show::Online;
    std::string status;  ///< foreign text, at most 256 bytes
};

/// Errors: Malformed (not a presence). An unknown <show/> is Online (RFC 6121, 4.7.2.1).
Result<PresenceStanza> parsePresence(const Element& stanza);

/// Makes us available. `caps` is from buildCaps().
Element buildPresence(PresenceStanza::Show show, Element caps);

Element buildUnavailable();

}  // namespace sotto::xmpp
