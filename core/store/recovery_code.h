// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <string_view>

namespace sotto::store {

inline constexpr std::size_t kRecoveryCodeSize = 16;  ///< 128 bit

/// Writes 16 bytes as seven groups of four characters. Base32 in Crockford's alphabet (no
/// I, L, O, U): 26 characters of code and 2 that check them. The code is a key:
/// the text is wiped with its owner.
SecretBytes recoveryCodeText(ByteView code);

/// Reads what a person typed: case, spaces and dashes do not matter; O reads as 0, I and L
/// as 1. Errors: Malformed (length, character, or a slip: 1023 of 1024 are found).
Result<SecretBytes> parseRecoveryCode(std::string_view typed);

}  // namespace sotto::store
