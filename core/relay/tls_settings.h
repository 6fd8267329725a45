// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <string>
#include <vector>

namespace sotto::relay {

/// What policy says about TLS (crypto.tls_min, crypto.spki_pins, relay.ca_file), and what is
/// on top of it.
struct TlsSettings {
    bool allowTls12 = false;           ///< the floor is TLS 1.3 unless policy names 1.2
    std::string caFile;                ///< PEM file; empty: the issuers that the system trusts
    std::vector<Bytes> spkiPins;       ///< SHA-256 of SubjectPublicKeyInfo; empty: no pinning
    std::string alpn = "xmpp-client";  ///< RFC 7301, XEP-0368; empty: nothing is offered
    std::string identityFile{};        ///< PEM: our certificate and its key; empty: none is shown
    /// close() reports None only when the other side ended its half, too: it read everything.
    bool waitForPeersEnd = false;
};

}  // namespace sotto::relay
