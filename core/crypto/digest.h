// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Hashes and message authentication codes. They cannot fail but for lack of memory,
// which ends the process, so they return plain values. Any thread.

#include "core/base/bytes.h"
#include "core/base/c_ptr.h"
#include "core/base/secret_bytes.h"

#include <openssl/evp.h>

namespace sotto::crypto {

inline constexpr std::size_t kSha256Size = 32;
inline constexpr std::size_t kSha512Size = 64;

Bytes sha256(ByteView data);
Bytes sha512(ByteView data);

/// HMAC (RFC 2104) with SHA-256, 32 bytes. The result is often a key, hence a secret.
SecretBytes hmacSha256(ByteView key, ByteView data);

/// SHA-256 or SHA-512 of data that comes in pieces. After finish() it is empty again.
class Hasher {
public:
    enum class Algorithm : std::uint8_t { Sha256, Sha512 };

    explicit Hasher(Algorithm algorithm);
    void update(ByteView data);
    Bytes finish();

private:
    CPtr<EVP_MD_CTX, EVP_MD_CTX_free> m_context;
    Algorithm m_algorithm;
};

/// HMAC-SHA-256 of data that comes in pieces.
///
/// Contexts are pooled for each thread and keyed again, because making one costs more
/// than a short HMAC (12.4 to 7.8 microseconds for a Signal message, facts.md 2). A
/// pooled context keeps its last key until it is used again; it dies with the thread.
/// Stays on the thread that made it.
class HmacSha256 {
public:
    explicit HmacSha256(ByteView key);
    HmacSha256(const HmacSha256&) = delete;
    HmacSha256& operator=(const HmacSha256&) = delete;
    ~HmacSha256();

    void update(ByteView data);
    SecretBytes finish();  ///< once

private:
    CPtr<EVP_MAC_CTX, EVP_MAC_CTX_free> m_context;
};

}  // namespace sotto::crypto
