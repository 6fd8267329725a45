// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sotto::crypto {

/// X25519 (RFC 7748, 5) as libsodium has it, in constant time: the scalar is clamped, the top bit
/// of the point does not count. False: the result would be zero, and is not to be used. Any thread.
bool multiplyX25519(std::span<std::uint8_t, 32> out, std::span<const std::uint8_t, 32> scalar,
                    std::span<const std::uint8_t, 32> point);

/// The shape of the above.
using Multiplication = bool (*)(std::span<std::uint8_t, 32> out,
                                std::span<const std::uint8_t, 32> scalar,
                                std::span<const std::uint8_t, 32> point);

/// What a process asks once, before it relies on one: the vectors of RFC 7748, 5.2, and that
/// points of small order are refused. A tenth of a millisecond. Any thread.
bool isX25519Right(Multiplication multiply);

}  // namespace sotto::crypto
