// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Ed25519 (RFC 8032) for files that a clinic signs: policies, templates, audit anchors.

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace sotto::crypto {

inline constexpr std::size_t kSigningPublicKeySize = 32;
inline constexpr std::size_t kSigningSeedSize = 32;
inline constexpr std::size_t kSignatureSize = 64;

struct SigningKeyPair {
    Bytes publicKey;   ///< 32 bytes
    SecretBytes seed;  ///< 32 bytes, the private key of RFC 8032
};

SigningKeyPair makeSigningKeyPair();

/// The pair of a stored seed. Errors: Malformed (not 32 bytes).
Result<SigningKeyPair> signingKeyPairFrom(ByteView seed);

/// 64 bytes; the same message gives the same signature. Errors: Malformed (seed size).
Result<Bytes> sign(const SigningKeyPair& pair, ByteView message);

/// Errors: Malformed (sizes), Forged (not a signature of this message by this key).
Result<Done> verifySignature(ByteView publicKey, ByteView message, ByteView signature);

}  // namespace sotto::crypto
