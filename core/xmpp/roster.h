// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// RFC 6121, 2: the directory of the clinic, as the relay keeps it.

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"
#include "core/xmpp/origin.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sotto::xmpp {

struct RosterItem {
    enum class Subscription : std::uint8_t { None, To, From, Both, Remove };

    Jid jid;  ///< bare
    Subscription subscription = Subscription::None;
    std::string name;                 ///< foreign text, at most 256 bytes
    std::vector<std::string> groups;  ///< foreign text, at most 20 of at most 256 bytes
};

struct Roster {
    std::vector<RosterItem> items;
    std::string version;  ///< empty if the relay has none
};

/// `version`: what we have; the relay then sends only what changed. Empty: all.
Element buildRosterRequest(std::string_view version = {});

/// Reads the answer. No value: our version is still right (RFC 6121, 2.6.3). Items that
/// are no address of a person are passed over. Errors: Malformed (an unreadable answer).
Result<std::optional<Roster>> parseRoster(const Element& iq);

/// True for a roster push, whoever sent it.
bool isRosterPush(const Element& iq);

/// The one item of a push. Only our own account may push (RFC 6121, 2.1.6;
/// hostile.md C1). Errors: Forged, Malformed.
Result<RosterItem> parseRosterPush(const Element& iq, const Origin& origin);

}  // namespace sotto::xmpp
