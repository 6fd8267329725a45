// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"

#include "core/base/assert.h"

#include <algorithm>
#include <limits>

namespace sotto::crypto {
namespace {

using CipherContext = CPtr<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

constexpr std::size_t kMost = std::numeric_limits<int>::max() - 64;
constexpr std::size_t kBlock = 16;

using Direction = GcmStream::Direction;

const EVP_CIPHER* gcmFor(ByteView key)
{
    return key.size() == 32 ? EVP_aes_256_gcm() : key.size() == 16 ? EVP_aes_128_gcm() : nullptr;
}

const EVP_CIPHER* cbcFor(ByteView key)
{
    return key.size() == 32 ? EVP_aes_256_cbc() : key.size() == 16 ? EVP_aes_128_cbc() : nullptr;
}

CipherContext newContext()
{
    CipherContext context{EVP_CIPHER_CTX_new()};
    SOTTO_ASSERT(context);
    return context;
}

/// A context that has the key, the iv and the additional data. Sizes are checked.
CipherContext gcmContext(ByteView key, ByteView iv, ByteView aad, Direction direction)
{
    auto context = newContext();
    const int seal = static_cast<int>(direction);
    const auto* cipher = gcmFor(key);
    SOTTO_ASSERT(EVP_CipherInit_ex(context.get(), cipher, nullptr, nullptr, nullptr, seal) == 1);
    SOTTO_ASSERT(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_IVLEN,
                                     static_cast<int>(iv.size()), nullptr) == 1);
    SOTTO_ASSERT(EVP_CipherInit_ex(context.get(), nullptr, nullptr, key.data(), iv.data(), seal) ==
                 1);
    int length = 0;
    if (!aad.empty())
        SOTTO_ASSERT(EVP_CipherUpdate(context.get(), nullptr, &length, aad.data(),
                                      static_cast<int>(aad.size())) == 1);
    return context;
}

/// Runs the cipher over `in`; `out` has the same size.
void gcmUpdate(EVP_CIPHER_CTX* context, ByteView in, std::uint8_t* out)
{
    int length = 0;
    if (!in.empty())
        SOTTO_ASSERT(
            EVP_CipherUpdate(context, out, &length, in.data(), static_cast<int>(in.size())) == 1);
}

void gcmTag(EVP_CIPHER_CTX* context, std::uint8_t* tag)
{
    std::array<std::uint8_t, kBlock> none{};  // GCM's final step gives no bytes
    int length = 0;
    SOTTO_ASSERT(EVP_CipherFinal_ex(context, none.data(), &length) == 1 && length == 0);
    SOTTO_ASSERT(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kGcmTagSize, tag) == 1);
}

void gcmSealInto(EVP_CIPHER_CTX* context, ByteView plain, std::uint8_t* out, std::uint8_t* tag)
{
    gcmUpdate(context, plain, out);
    gcmTag(context, tag);
}

/// `tag` has the size of one.
bool gcmTagFits(EVP_CIPHER_CTX* context, ByteView tag)
{
    GcmTag expected{};
    std::ranges::copy(tag, expected.begin());
    SOTTO_ASSERT(
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kGcmTagSize, expected.data()) == 1);
    std::array<std::uint8_t, kBlock> none{};
    int length = 0;
    return EVP_CipherFinal_ex(context, none.data(), &length) == 1;
}

bool isIvSize(std::size_t size)
{
    return size == kGcmIvSize || size == 16;
}

bool sealable(ByteView key, ByteView iv, ByteView aad, ByteView plain)
{
    return gcmFor(key) && iv.size() == kGcmIvSize && aad.size() <= kMost && plain.size() <= kMost;
}

}  // namespace

Result<Bytes> aesGcmSeal(ByteView key, ByteView iv, ByteView aad, ByteView plain)
{
    if (!sealable(key, iv, aad, plain))
        return Error{Errc::Malformed, "gcm sizes"};
    const auto context = gcmContext(key, iv, aad, Direction::Seal);
    Bytes sealed(plain.size() + kGcmTagSize);
    gcmSealInto(context.get(), plain, sealed.data(), sealed.data() + plain.size());
    return sealed;
}

Result<DetachedCiphertext> aesGcmSealDetached(ByteView key, ByteView iv, ByteView aad,
                                              ByteView plain)
{
    if (!sealable(key, iv, aad, plain))
        return Error{Errc::Malformed, "gcm sizes"};
    const auto context = gcmContext(key, iv, aad, Direction::Seal);
    DetachedCiphertext sealed{Bytes(plain.size()), {}};
    gcmSealInto(context.get(), plain, sealed.ciphertext.data(), sealed.tag.data());
    return sealed;
}

Result<SecretBytes> aesGcmOpen(ByteView key, ByteView iv, ByteView aad, ByteView sealed)
{
    if (sealed.size() < kGcmTagSize)
        return Error{Errc::Malformed, "gcm sizes"};
    const auto size = sealed.size() - kGcmTagSize;
    return aesGcmOpenDetached(key, iv, aad, sealed.first(size), sealed.subspan(size));
}

Result<SecretBytes> aesGcmOpenDetached(ByteView key, ByteView iv, ByteView aad, ByteView ciphertext,
                                       ByteView tag)
{
    if (!gcmFor(key) || !isIvSize(iv.size()) || tag.size() != kGcmTagSize || aad.size() > kMost ||
        ciphertext.size() > kMost)
        return Error{Errc::Malformed, "gcm sizes"};
    const auto context = gcmContext(key, iv, aad, Direction::Open);
    SecretBytes plain(ciphertext.size());
    gcmUpdate(context.get(), ciphertext, plain.data());
    if (!gcmTagFits(context.get(), tag))
        return Error{Errc::Forged, "gcm tag"};
    return plain;
}

GcmStream::GcmStream(CipherContext context) : m_context(std::move(context)) { }

Result<GcmStream> GcmStream::begin(Direction direction, ByteView key, ByteView iv)
{
    if (key.size() != 32 || !isIvSize(iv.size()))
        return Error{Errc::Malformed, "gcm sizes"};
    return GcmStream{gcmContext(key, iv, {}, direction)};
}

void GcmStream::update(std::span<std::uint8_t> data)
{
    gcmUpdate(m_context.get(), data, data.data());
}

GcmTag GcmStream::tag()
{
    GcmTag tag{};
    gcmTag(m_context.get(), tag.data());
    return tag;
}

Result<Done> GcmStream::check(ByteView tag)
{
    if (tag.size() != kGcmTagSize || !gcmTagFits(m_context.get(), tag))
        return Error{Errc::Forged, "gcm tag"};
    return Done{};
}

Result<Bytes> aesCbcEncrypt(ByteView key, ByteView iv, ByteView plain)
{
    if (!cbcFor(key) || iv.size() != kBlock || plain.size() > kMost)
        return Error{Errc::Malformed, "cbc sizes"};
    const auto context = newContext();
    SOTTO_ASSERT(EVP_EncryptInit_ex(context.get(), cbcFor(key), nullptr, key.data(), iv.data()) ==
                 1);
    Bytes out(plain.size() + kBlock);
    int length = 0;
    int last = 0;
    SOTTO_ASSERT(EVP_EncryptUpdate(context.get(), out.data(), &length, plain.data(),
                                   static_cast<int>(plain.size())) == 1);
    SOTTO_ASSERT(EVP_EncryptFinal_ex(context.get(), out.data() + length, &last) == 1);
    out.resize(static_cast<std::size_t>(length) + static_cast<std::size_t>(last));
    return out;
}

Result<SecretBytes> aesCbcDecrypt(ByteView key, ByteView iv, ByteView ciphertext)
{
    if (!cbcFor(key) || iv.size() != kBlock || ciphertext.empty() ||
        ciphertext.size() % kBlock != 0 || ciphertext.size() > kMost)
        return Error{Errc::Malformed, "cbc sizes"};
    const auto context = newContext();
    SOTTO_ASSERT(EVP_DecryptInit_ex(context.get(), cbcFor(key), nullptr, key.data(), iv.data()) ==
                 1);
    SecretBytes plain(ciphertext.size() + kBlock);
    int length = 0;
    int last = 0;
    SOTTO_ASSERT(EVP_DecryptUpdate(context.get(), plain.data(), &length, ciphertext.data(),
                                   static_cast<int>(ciphertext.size())) == 1);
    if (EVP_DecryptFinal_ex(context.get(), plain.data() + length, &last) != 1)
        return Error{Errc::Malformed, "cbc padding"};
    plain.shrink(static_cast<std::size_t>(length) + static_cast<std::size_t>(last));
    return plain;
}

}  // namespace sotto::crypto
