// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/digest.h"

#include "core/base/assert.h"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <utility>
#include <vector>

namespace sotto::crypto {
namespace {

using MacContext = CPtr<EVP_MAC_CTX, EVP_MAC_CTX_free>;
using Mac = CPtr<EVP_MAC, EVP_MAC_free>;

constexpr std::size_t kPooled = 8;

std::vector<MacContext>& pool()
{
    thread_local std::vector<MacContext> contexts;
    return contexts;
}

MacContext takeContext()
{
    auto& contexts = pool();
    if (!contexts.empty()) {
        auto context = std::move(contexts.back());
        contexts.pop_back();
        return context;
    }
    const Mac mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    SOTTO_ASSERT(mac);
    MacContext context{EVP_MAC_CTX_new(mac.get())};
    SOTTO_ASSERT(context);
    char digest[] = "SHA256";
    const OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    SOTTO_ASSERT(EVP_MAC_CTX_set_params(context.get(), params) == 1);
    return context;
}

using Digest = CPtr<EVP_MD, EVP_MD_free>;

/// Fetched once: OpenSSL 3 looks EVP_sha256() up anew for each hash, which costs more than the
/// hash of a short text.
const EVP_MD* digestOf(Hasher::Algorithm algorithm)
{
    static const Digest sha256{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
    static const Digest sha512{EVP_MD_fetch(nullptr, "SHA512", nullptr)};
    const auto* digest = algorithm == Hasher::Algorithm::Sha256 ? sha256.get() : sha512.get();
    SOTTO_ASSERT(digest);
    return digest;
}

std::size_t sizeOf(Hasher::Algorithm algorithm)
{
    return algorithm == Hasher::Algorithm::Sha256 ? kSha256Size : kSha512Size;
}

Bytes hashOnce(Hasher::Algorithm algorithm, ByteView data)
{
    Bytes digest(sizeOf(algorithm));
    SOTTO_ASSERT(EVP_Digest(data.data(), data.size(), digest.data(), nullptr, digestOf(algorithm),
                            nullptr) == 1);
    return digest;
}

}  // namespace

Bytes sha256(ByteView data)
{
    return hashOnce(Hasher::Algorithm::Sha256, data);
}

Bytes sha512(ByteView data)
{
    return hashOnce(Hasher::Algorithm::Sha512, data);
}

SecretBytes hmacSha256(ByteView key, ByteView data)
{
    HmacSha256 mac{key};
    mac.update(data);
    return mac.finish();
}

Hasher::Hasher(Algorithm algorithm) : m_context(EVP_MD_CTX_new()), m_algorithm(algorithm)
{
    SOTTO_ASSERT(m_context);
    SOTTO_ASSERT(EVP_DigestInit_ex(m_context.get(), digestOf(m_algorithm), nullptr) == 1);
}

void Hasher::update(ByteView data)
{
    SOTTO_ASSERT(EVP_DigestUpdate(m_context.get(), data.data(), data.size()) == 1);
}

Bytes Hasher::finish()
{
    Bytes digest(sizeOf(m_algorithm));
    SOTTO_ASSERT(EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr) == 1);
    SOTTO_ASSERT(EVP_DigestInit_ex(m_context.get(), digestOf(m_algorithm), nullptr) == 1);
    return digest;
}

HmacSha256::HmacSha256(ByteView key) : m_context(takeContext())
{
    static constexpr std::uint8_t kNoKey = 0;  // a null key would mean "the key of before"
    const auto* bytes = key.empty() ? &kNoKey : key.data();
    SOTTO_ASSERT(EVP_MAC_init(m_context.get(), bytes, key.size(), nullptr) == 1);
}

HmacSha256::~HmacSha256()
{
    auto& contexts = pool();
    if (m_context && contexts.size() < kPooled)
        contexts.push_back(std::move(m_context));
}

void HmacSha256::update(ByteView data)
{
    SOTTO_ASSERT(EVP_MAC_update(m_context.get(), data.data(), data.size()) == 1);
}

SecretBytes HmacSha256::finish()
{
    SecretBytes mac(kSha256Size);
    std::size_t length = 0;
    SOTTO_ASSERT(EVP_MAC_final(m_context.get(), mac.data(), &length, mac.size()) == 1);
    SOTTO_ASSERT(length == kSha256Size);
    return mac;
}

}  // namespace sotto::crypto
