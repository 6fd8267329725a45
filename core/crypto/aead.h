// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// AES-GCM (NIST SP 800-38D) for everything that we seal, and AES-CBC (SP 800-38A, padding
// of RFC 5652, 6.3) only because Signal's message format prescribes it.

#include "core/base/c_ptr.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <openssl/evp.h>

#include <array>

namespace sotto::crypto {

inline constexpr std::size_t kGcmIvSize = 12;
inline constexpr std::size_t kGcmTagSize = 16;

using GcmTag = std::array<std::uint8_t, kGcmTagSize>;

/// A ciphertext whose tag travels elsewhere (OMEMO puts it beside the key).
struct DetachedCiphertext {
    Bytes ciphertext;
    GcmTag tag{};
};

/// Seals with AES-128-GCM or AES-256-GCM, by the size of the key; gives ciphertext ‖ tag.
/// The pair of key and iv must never be used twice: the caller takes a fresh random key,
/// or a random iv and fewer than 2^32 messages for each key.
/// Errors: Malformed (key not 16 or 32 bytes, iv not 12 bytes, more than 2 GiB).
Result<Bytes> aesGcmSeal(ByteView key, ByteView iv, ByteView aad, ByteView plain);
Result<DetachedCiphertext> aesGcmSealDetached(ByteView key, ByteView iv, ByteView aad,
                                              ByteView plain);

/// Opens what aesGcmSeal() made; also takes a 16-byte iv, which old OMEMO clients send.
/// Errors: Malformed (sizes), Forged (the tag does not match; nothing is given out).
Result<SecretBytes> aesGcmOpen(ByteView key, ByteView iv, ByteView aad, ByteView sealed);
Result<SecretBytes> aesGcmOpenDetached(ByteView key, ByteView iv, ByteView aad, ByteView ciphertext,
                                       ByteView tag);

/// AES-256-GCM over data that comes in pieces, at most 64 GiB in all (SP 800-38D, 5.2.1.1).
///
/// What was opened proves nothing until check() has succeeded: the caller keeps it from
/// everybody until then. Any thread; one thread at a time.
class GcmStream {
public:
    enum class Direction : std::uint8_t { Open = 0, Seal = 1 };

    /// Errors: Malformed (key not 32 bytes, iv neither 12 nor 16).
    static Result<GcmStream> begin(Direction direction, ByteView key, ByteView iv);

    void update(std::span<std::uint8_t> data);  ///< in place; at most 1 GiB at a time
    GcmTag tag();                               ///< when sealing: once, at the end
    Result<Done> check(ByteView tag);           ///< when opening: once, at the end. Errors: Forged

private:
    explicit GcmStream(CPtr<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context);

    CPtr<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> m_context;
};

/// AES-CBC without authentication; key of 16 or 32 bytes, iv of 16. For Signal only,
/// which puts a MAC around it. Errors: Malformed (sizes, padding).
Result<Bytes> aesCbcEncrypt(ByteView key, ByteView iv, ByteView plain);
Result<SecretBytes> aesCbcDecrypt(ByteView key, ByteView iv, ByteView ciphertext);

}  // namespace sotto::crypto
