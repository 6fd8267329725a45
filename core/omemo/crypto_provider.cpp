// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/crypto_provider.h"

#include "core/crypto/aead.h"
#include "core/crypto/digest.h"
#include "core/crypto/random.h"
#include "core/omemo/signal_ptr.h"

#include <memory>

namespace sotto::omemo {
namespace {

using crypto::Hasher;
using crypto::HmacSha256;

/// Gives a fresh buffer to libsignal.
int give(signal_buffer** out, ByteView bytes)
{
    *out = newBuffer(bytes);
    return *out ? SG_SUCCESS : SG_ERR_NOMEM;
}

int fillRandom(uint8_t* data, size_t size, void*)
{
    crypto::fillRandom({data, size});
    return SG_SUCCESS;
}

int hmacInit(void** context, const uint8_t* key, size_t size, void*)
{
    *context = std::make_unique<HmacSha256>(ByteView{key, size}).release();
    return SG_SUCCESS;
}

int hmacUpdate(void* context, const uint8_t* data, size_t size, void*)
{
    static_cast<HmacSha256*>(context)->update({data, size});
    return SG_SUCCESS;
}

int hmacFinal(void* context, signal_buffer** out, void*)
{
    return give(out, static_cast<HmacSha256*>(context)->finish().view());
}

void hmacCleanup(void* context, void*)
{
    const std::unique_ptr<HmacSha256> owner{static_cast<HmacSha256*>(context)};
}

int sha512Init(void** context, void*)
{
    *context = std::make_unique<Hasher>(Hasher::Algorithm::Sha512).release();
    return SG_SUCCESS;
}

int sha512Update(void* context, const uint8_t* data, size_t size, void*)
{
    static_cast<Hasher*>(context)->update({data, size});
    return SG_SUCCESS;
}

int sha512Final(void* context, signal_buffer** out, void*)
{
    return give(out, static_cast<Hasher*>(context)->finish());
}

void sha512Cleanup(void* context, void*)
{
    const std::unique_ptr<Hasher> owner{static_cast<Hasher*>(context)};
}

int encrypt(signal_buffer** out, int cipher, const uint8_t* key, size_t keySize, const uint8_t* iv,
            size_t ivSize, const uint8_t* plain, size_t plainSize, void*)
{
    if (cipher != SG_CIPHER_AES_CBC_PKCS5)
        return SG_ERR_INVAL;
    const auto sealed = crypto::aesCbcEncrypt({key, keySize}, {iv, ivSize}, {plain, plainSize});
    return sealed ? give(out, *sealed) : SG_ERR_INVAL;
}

int decrypt(signal_buffer** out, int cipher, const uint8_t* key, size_t keySize, const uint8_t* iv,
            size_t ivSize, const uint8_t* sealed, size_t sealedSize, void*)
{
    if (cipher != SG_CIPHER_AES_CBC_PKCS5)
        return SG_ERR_INVAL;
    const auto plain = crypto::aesCbcDecrypt({key, keySize}, {iv, ivSize}, {sealed, sealedSize});
    return plain ? give(out, plain->view()) : SG_ERR_INVAL;
}

}  // namespace

signal_crypto_provider cryptoProvider()
{
    return {
        .random_func = fillRandom,
        .hmac_sha256_init_func = hmacInit,
        .hmac_sha256_update_func = hmacUpdate,
        .hmac_sha256_final_func = hmacFinal,
        .hmac_sha256_cleanup_func = hmacCleanup,
        .sha512_digest_init_func = sha512Init,
        .sha512_digest_update_func = sha512Update,
        .sha512_digest_final_func = sha512Final,
        .sha512_digest_cleanup_func = sha512Cleanup,
        .encrypt_func = encrypt,
        .decrypt_func = decrypt,
        .user_data = nullptr,
    };
}

}  // namespace sotto::omemo
