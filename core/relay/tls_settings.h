// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <string>
#include <vector>

namespace sotto::relay {

/// What policy says about TLS (crypto.tls_min, crypto.spki_pins, relay.ca_file).
struct TlsSettings {
    bool allowTls12 = false;      ///< the floor is TLS 1.3 unless policy names 1.2
    std::string caFile;           ///< PEM file; empty: the issuers that the system trusts
    std::vector<Bytes> spkiPins;  ///< SHA-256 of SubjectPublicKeyInfo; empty: no pinning
};

}  // namespace sotto::relay
