// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/signature.h"

#include "core/crypto/random.h"
#include "core/crypto/sodium_ready.h"

#include <sodium.h>

namespace sotto::crypto {
namespace {

static_assert(kSigningPublicKeySize == crypto_sign_PUBLICKEYBYTES);
static_assert(kSigningSeedSize == crypto_sign_SEEDBYTES);
static_assert(kSignatureSize == crypto_sign_BYTES);

/// libsodium's secret key is seed ‖ public key.
SecretBytes expand(ByteView seed, std::span<std::uint8_t> publicKey)
{
    requireSodium();
    SecretBytes secretKey(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(publicKey.data(), secretKey.data(), seed.data());
    return secretKey;
}

}  // namespace

SigningKeyPair makeSigningKeyPair()
{
    SigningKeyPair pair{Bytes(kSigningPublicKeySize), randomSecret(kSigningSeedSize)};
    expand(pair.seed.view(), pair.publicKey);
    return pair;
}

Result<SigningKeyPair> signingKeyPairFrom(ByteView seed)
{
    if (seed.size() != kSigningSeedSize)
        return Error{Errc::Malformed, "signing seed size"};
    SigningKeyPair pair{Bytes(kSigningPublicKeySize), SecretBytes(seed)};
    expand(pair.seed.view(), pair.publicKey);
    return pair;
}

Result<Bytes> sign(const SigningKeyPair& pair, ByteView message)
{
    if (pair.seed.size() != kSigningSeedSize)
        return Error{Errc::Malformed, "signing seed size"};
    Bytes publicKey(kSigningPublicKeySize);
    const auto secretKey = expand(pair.seed.view(), publicKey);
    Bytes signature(kSignatureSize);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                         secretKey.data());
    return signature;
}

Result<Done> verifySignature(ByteView publicKey, ByteView message, ByteView signature)
{
    requireSodium();
    if (publicKey.size() != kSigningPublicKeySize || signature.size() != kSignatureSize)
        return Error{Errc::Malformed, "signature sizes"};
    if (crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                    publicKey.data()) != 0)
        return Error{Errc::Forged, "signature"};
    return Done{};
}

}  // namespace sotto::crypto
