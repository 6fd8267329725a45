// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sealed_box.h"

#include "core/crypto/random.h"
#include "core/crypto/sealed_boxes.h"
#include "core/crypto/sodium_ready.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace sotto::crypto {
namespace {

static_assert(kX25519KeySize == crypto_box_PUBLICKEYBYTES);
static_assert(kX25519KeySize == crypto_box_SECRETKEYBYTES);
static_assert(kSealedBoxOverhead == crypto_box_SEALBYTES);

/// Below p = 2^255 - 19, little endian, top bit clear: the only encoding we would write.
bool isCanonical(ByteView key)
{
    if (key[31] != 0x7F)
        return key[31] < 0x7F;
    const bool allOnes =
        std::all_of(key.begin() + 1, key.begin() + 31, [](std::uint8_t b) { return b == 0xFF; });
    return !allOnes || key[0] < 0xED;
}

}  // namespace

AlertKeyPair makeAlertKeyPair()
{
    AlertKeyPair pair{Bytes(kX25519KeySize),
                      SecretBytes(kX25519KeySize, SecretBytes::Memory::Locked)};
    requireSodium();
    crypto_box_keypair(pair.publicKey.data(), pair.secretKey.data());
    return pair;
}

Result<AlertKeyPair> alertKeyPairFrom(ByteView secretKey)
{
    requireSodium();
    if (secretKey.size() != kX25519KeySize || sodium_is_zero(secretKey.data(), secretKey.size()))
        return Error{Errc::Malformed, "alert key"};
    AlertKeyPair pair{Bytes(kX25519KeySize), SecretBytes(secretKey, SecretBytes::Memory::Locked)};
    if (crypto_scalarmult_base(pair.publicKey.data(), pair.secretKey.data()) != 0)
        return Error{Errc::Malformed, "alert key"};
    return pair;
}

Result<Bytes> sealTo(ByteView publicKey, ByteView plain)
{
    // Points of small order are refused below, as in isSafeX25519Key(): their product is zero.
    requireSodium();
    if (publicKey.size() != kX25519KeySize || !isCanonical(publicKey))
        return Error{Errc::Malformed, "sealed box key"};
    Bytes sealed(plain.size() + kSealedBoxOverhead);
    if (crypto_box_seal(sealed.data(), plain.data(), plain.size(), publicKey.data()) != 0)
        return Error{Errc::Malformed, "sealed box key"};
    return sealed;
}

/// Laid out as crypto_box_seal() does it: the one public key ‖ the box, whose nonce is BLAKE2b of
/// both public keys.
Result<std::vector<Bytes>> sealToEach(const std::vector<ByteView>& publicKeys, ByteView plain)
{
    const auto once = makeAlertKeyPair();
    std::vector<Bytes> boxes;
    boxes.reserve(publicKeys.size());
    for (const auto& key : publicKeys) {
        const bool isKey = key.size() == kX25519KeySize && isCanonical(key);
        const auto hashed = join({once.publicKey, key});
        std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce{};
        crypto_generichash(nonce.data(), nonce.size(), hashed.view().data(), hashed.size(), nullptr,
                           0);
        Bytes box(once.publicKey);
        box.resize(plain.size() + kSealedBoxOverhead);
        if (!isKey ||
            crypto_box_easy(box.data() + kX25519KeySize, plain.data(), plain.size(), nonce.data(),
                            key.data(), once.secretKey.view().data()) != 0)
            return Error{Errc::Malformed, "sealed box key"};
        boxes.push_back(std::move(box));
    }
    return boxes;
}

Result<SecretBytes> openSealed(const AlertKeyPair& pair, ByteView sealed)
{
    requireSodium();
    if (sealed.size() < kSealedBoxOverhead || pair.publicKey.size() != kX25519KeySize ||
        pair.secretKey.size() != kX25519KeySize)
        return Error{Errc::Malformed, "sealed box size"};
    SecretBytes plain(sealed.size() - kSealedBoxOverhead);
    if (crypto_box_seal_open(plain.data(), sealed.data(), sealed.size(), pair.publicKey.data(),
                             pair.secretKey.data()) != 0)
        return Error{Errc::Forged, "sealed box"};
    return plain;
}

bool isSafeX25519Key(ByteView publicKey)
{
    requireSodium();
    if (publicKey.size() != kX25519KeySize || !isCanonical(publicKey))
        return false;
    // Any clamped scalar is a multiple of the cofactor 8, so it sends exactly the points
    // of small order to zero; libsodium then answers -1.
    std::array<std::uint8_t, kX25519KeySize> scalar{};
    scalar[0] = 8;
    std::array<std::uint8_t, kX25519KeySize> shared{};
    return crypto_scalarmult(shared.data(), scalar.data(), publicKey.data()) == 0;
}

}  // namespace sotto::crypto
