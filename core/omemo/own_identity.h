// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/key_store.h"

namespace sotto::omemo {

struct OwnKeys {
    DeviceId device;
    Bytes publicKey;         ///< 33 bytes
    SecretBytes privateKey;  ///< 32 bytes
};

/// Errors: NotFound (no device was made), and those of the KeyStore and the record frame.
Result<OwnKeys> loadOwnKeys(KeyStore& store);
Result<Done> saveOwnKeys(KeyStore& store, const OwnKeys& keys);

}  // namespace sotto::omemo
