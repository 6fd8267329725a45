// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/sealed_box.h"

#include <vector>

namespace sotto::crypto {

/// sealTo() of one plaintext to many keys, three times as fast: all boxes share the key pair that
/// their sender throws away. As each recipient's key makes a key and a nonce of its own, and the
/// plaintext is the same, nothing is said by that but that they belong together.
/// Errors: Malformed (a key is not 32 bytes or of small order).
Result<std::vector<Bytes>> sealToEach(const std::vector<ByteView>& publicKeys, ByteView plain);

}  // namespace sotto::crypto
