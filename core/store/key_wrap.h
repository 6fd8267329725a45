// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A key of 32 bytes sealed under another: one shape for the vault's slots and the small key
// files beside its header.

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <array>

namespace sotto::store {

inline constexpr std::size_t kWrappableSize = 32;

struct WrappedKey {
    std::array<std::uint8_t, 12> iv{};
    std::array<std::uint8_t, kWrappableSize + 16> sealed{};
};

/// AES-256-GCM with a fresh iv; `binding` is what the key may not be moved away from.
/// Errors: Malformed (a key is not 32 bytes).
Result<WrappedKey> wrapKey(ByteView kek, ByteView binding, ByteView key);

/// Into locked memory. Errors: Denied (another kek or binding), Malformed.
Result<SecretBytes> unwrapKey(ByteView kek, ByteView binding, const WrappedKey& wrapped);

}  // namespace sotto::store
