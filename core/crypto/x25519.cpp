// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/x25519.h"

#include "core/crypto/sodium_ready.h"

#include <sodium.h>

namespace sotto::crypto {

bool multiplyX25519(std::span<std::uint8_t, 32> out, std::span<const std::uint8_t, 32> scalar,
                    std::span<const std::uint8_t, 32> point)
{
    static_assert(crypto_scalarmult_BYTES == 32 && crypto_scalarmult_SCALARBYTES == 32);
    requireSodium();
    return crypto_scalarmult(out.data(), scalar.data(), point.data()) == 0;
}

}  // namespace sotto::crypto
