// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Keys from keys (HKDF) and keys from passwords (PBKDF2 for SCRAM, Argon2id for the vault).

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace sotto::crypto {

/// HKDF-SHA-256 (RFC 5869). `info` names the purpose and must differ for each.
/// Errors: Malformed (length 0 or above 8160, RFC 5869, 2.3).
Result<SecretBytes> hkdfSha256(ByteView ikm, ByteView salt, ByteView info, std::size_t length);

/// PBKDF2-HMAC-SHA-256, 32 bytes: the "Hi" of SCRAM-SHA-256 (RFC 7677).
/// The caller has bounded the iterations (hostile.md A20); time grows with them.
/// Errors: Malformed (no iterations, too many for the library).
Result<SecretBytes> pbkdf2HmacSha256(ByteView password, ByteView salt, std::uint32_t iterations);

/// The cost of one Argon2id run; one lane. Stored next to the salt.
struct Argon2Params {
    std::uint32_t memoryKiB = 256 * 1024;
    std::uint32_t passes = 3;

    friend bool operator==(const Argon2Params&, const Argon2Params&) = default;
};

inline constexpr std::size_t kArgon2SaltSize = 16;

/// Argon2id (RFC 9106, version 1.3, p = 1), 32 bytes. Blocks for about half a second at
/// 256 MiB and 3 passes (facts.md 6). Floors and caps of a stored header are the
/// caller's to check (hostile.md I-2).
/// Errors: Malformed (salt not 16 bytes, cost outside what the library takes),
/// Unsupported (the machine has not that much memory).
Result<SecretBytes> argon2id(ByteView password, ByteView salt, const Argon2Params& params);

}  // namespace sotto::crypto
