// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sotto::crypto {

/// X25519 (RFC 7748, 5) as libsodium has it: the scalar is clamped, the top bit of the point does
/// not count. False: the result would be zero, and is not to be used. Any thread.
bool multiplyX25519(std::span<std::uint8_t, 32> out, std::span<const std::uint8_t, 32> scalar,
                    std::span<const std::uint8_t, 32> point);

}  // namespace sotto::crypto
