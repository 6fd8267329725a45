// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/xmpp/element.h"

#include <variant>

namespace sotto::xmpp {

/// Only classifyOrigin() makes these types, so a function that asks for one of them cannot
/// be handed a raw `from` (hostile.md, "House rules").
class OriginMaker;

/// The relay speaks for our own bare account: roster pushes, carbons, archive, own PEP.
class OwnAccount {
    friend class OriginMaker;
    OwnAccount() = default;
};

/// Our relay's domain itself.
class RelayServer {
    friend class OriginMaker;
    RelayServer() = default;
};

/// One of our own devices, perhaps this one. It may not speak for the account.
class OwnDevice {
public:
    const Jid& jid() const { return m_jid; }

private:
    friend class OriginMaker;

    explicit OwnDevice(Jid jid) : m_jid(std::move(jid)) { }

    Jid m_jid;
};

/// Anybody else: a colleague, a room, another server.
class Peer {
public:
    const Jid& jid() const { return m_jid; }

private:
    friend class OriginMaker;

    explicit Peer(Jid jid) : m_jid(std::move(jid)) { }

    Jid m_jid;
};

using Origin = std::variant<OwnAccount, RelayServer, OwnDevice, Peer>;

/// Who sent a stanza. A relay must stamp `from`, and leaves it out only where it speaks for
/// our account (RFC 6120, 8.1.2.1). `self` is our address, bare or full.
/// Errors: Malformed (a `from` that is no address).
Result<Origin> classifyOrigin(const Element& stanza, const Jid& self);

inline bool isOwnAccount(const Origin& origin)
{
    return std::holds_alternative<OwnAccount>(origin);
}

/// The address that an origin stands for; for OwnAccount the bare `self`.
Jid addressOf(const Origin& origin, const Jid& self);

}  // namespace sotto::xmpp
