// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a process can read with a single key pair and without any session: the alert.

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

namespace sotto::crypto {

inline constexpr std::size_t kX25519KeySize = 32;
inline constexpr std::size_t kSealedBoxOverhead = 48;  ///< ephemeral key and Poly1305 tag

/// The key of one device that a locked process may keep (design.md, 3): it opens the
/// urgency byte of a message and nothing else.
struct AlertKeyPair {
    Bytes publicKey;        ///< 32 bytes, published in our device list
    SecretBytes secretKey;  ///< 32 bytes, in locked memory

    AlertKeyPair clone() const { return {publicKey, secretKey.clone(SecretBytes::Memory::Locked)}; }
};

AlertKeyPair makeAlertKeyPair();

/// The pair of a stored secret key. Errors: Malformed (not 32 bytes, no key at all).
Result<AlertKeyPair> alertKeyPairFrom(ByteView secretKey);

/// libsodium's crypto_box_seal: anyone can seal, nobody learns who did, and two of the
/// same byte differ. It proves nothing about the sender.
/// Errors: Malformed (key not 32 bytes or of small order).
Result<Bytes> sealTo(ByteView publicKey, ByteView plain);

/// Errors: Malformed (sizes), Forged (sealed to another key, or altered).
Result<SecretBytes> openSealed(const AlertKeyPair& pair, ByteView sealed);

/// True if a Curve25519 public key (32 bytes, no type byte) may be used in an agreement:
/// canonical, and not one of the points that make every agreement all zero (RFC 7748, 6.1;
/// hostile.md D22), which libsignal does not check.
bool isSafeX25519Key(ByteView publicKey);

}  // namespace sotto::crypto
