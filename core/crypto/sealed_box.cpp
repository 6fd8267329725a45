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

using Point = std::array<std::uint8_t, kX25519KeySize>;

/// The canonical points whose order divides 8, on the curve and on its twist: 0, 1, the two of
/// order 8, and p - 1 (D. J. Bernstein, "ECDH", section on validation). Compared, because a
/// multiplication for each of the hundred keys of a bundle took nine tenths of a first contact.
constexpr std::array<Point, 5> kSmallOrder{{
    {0x00},
    {0x01},
    {0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3,
     0xFA, 0xF1, 0x9F, 0xC4, 0x6A, 0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32,
     0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16, 0x5F, 0x49, 0xB8, 0x00},
    {0x5F, 0x9C, 0x95, 0xBC, 0xA3, 0x50, 0x8C, 0x24, 0xB1, 0xD0, 0xB1,
     0x55, 0x9C, 0x83, 0xEF, 0x5B, 0x04, 0x44, 0x5C, 0xC4, 0x58, 0x1C,
     0x8E, 0x86, 0xD8, 0x22, 0x4E, 0xDD, 0xD0, 0x9F, 0x11, 0x57},
    {0xEC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
     0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
     0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F},
}};

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
    return publicKey.size() == kX25519KeySize && isCanonical(publicKey) &&
        std::ranges::none_of(kSmallOrder, [&](const Point& point) {
               return std::ranges::equal(point, publicKey);
           });
}

}  // namespace sotto::crypto
