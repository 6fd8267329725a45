// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/kdf.h"

#include "core/crypto/digest.h"
#include "core/crypto/sodium_ready.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <limits>

namespace sotto::crypto {

Result<SecretBytes> hkdfSha256(ByteView ikm, ByteView salt, ByteView info, std::size_t length)
{
    if (length == 0 || length > 255 * kSha256Size)
        return Error{Errc::Malformed, "hkdf length"};
    const auto prk = hmacSha256(salt, ikm);

    SecretBytes okm(length);
    SecretBytes block;
    std::size_t done = 0;
    for (std::uint8_t counter = 1; done < length; ++counter) {
        HmacSha256 mac{prk.view()};
        mac.update(block.view());
        mac.update(info);
        mac.update({&counter, 1});
        block = mac.finish();
        const auto take = std::min(block.size(), length - done);
        std::copy_n(block.data(), take, okm.data() + done);
        done += take;
    }
    return okm;
}

Result<SecretBytes> pbkdf2HmacSha256(ByteView password, ByteView salt, std::uint32_t iterations)
{
    constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<int>::max());
    if (iterations == 0 || iterations > kMost || password.size() > kMost || salt.size() > kMost)
        return Error{Errc::Malformed, "pbkdf2 parameters"};
    SecretBytes key(kSha256Size);
    const auto text = textOf(password);
    if (PKCS5_PBKDF2_HMAC(text.data() ? text.data() : "", static_cast<int>(text.size()),
                          salt.data(), static_cast<int>(salt.size()), static_cast<int>(iterations),
                          EVP_sha256(), static_cast<int>(key.size()), key.data()) != 1)
        return Error{Errc::Malformed, "pbkdf2"};
    return key;
}

Result<SecretBytes> argon2id(ByteView password, ByteView salt, const Argon2Params& params)
{
    static_assert(kArgon2SaltSize == crypto_pwhash_SALTBYTES);
    requireSodium();
    const auto memory = std::size_t{params.memoryKiB} * 1024;
    if (salt.size() != kArgon2SaltSize || params.passes < crypto_pwhash_argon2id_OPSLIMIT_MIN ||
        memory < crypto_pwhash_argon2id_MEMLIMIT_MIN ||
        memory > crypto_pwhash_argon2id_MEMLIMIT_MAX)
        return Error{Errc::Malformed, "argon2id parameters"};
    SecretBytes key(kSha256Size);
    if (crypto_pwhash(key.data(), key.size(), textOf(password).data(), password.size(), salt.data(),
                      params.passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{Errc::Unsupported, "not enough memory for argon2id"};
    return key;
}

}  // namespace sotto::crypto
