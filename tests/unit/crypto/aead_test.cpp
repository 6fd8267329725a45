// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"
#include "tests/unit/crypto/hex.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::crypto;
using test::hex;

namespace {

const Bytes kKey = hex("feffe9928665731c6d6a8f9467308308");
const Bytes kIv = hex("cafebabefacedbaddecaf888");
const Bytes kAad = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
const Bytes kPlain = hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                         "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");

}  // namespace

// McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B; the same are the
// test cases of NIST's GCM revised specification (to which SP 800-38D refers).
TEST_CASE("AES-GCM follows test cases 1, 4, 14 and 16 of its specification", "[crypto][GCM]")
{
    struct Case {
        Bytes key, iv, aad, plain;
        const char* sealed;
    };

    const auto c = GENERATE(values<Case>({
        {Bytes(16), Bytes(12), {}, {}, "58e2fccefa7e3061367f1d57a4e7455a"},
        {kKey, kIv, kAad, kPlain,
         "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
         "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
         "5bc94fbc3221a5db94fae95ae7121a47"},
        {Bytes(32),
         Bytes(12),
         {},
         Bytes(16),
         "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
        {hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), kIv, kAad, kPlain,
         "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
         "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
         "76fc6ece0f4e1768cddf8853bb2d551b"},
    }));
    const auto sealed = aesGcmSeal(c.key, c.iv, c.aad, c.plain);
    REQUIRE(sealed);
    CHECK(toHex(*sealed) == c.sealed);

    const auto opened = aesGcmOpen(c.key, c.iv, c.aad, *sealed);
    REQUIRE(opened);
    CHECK(toHex(opened->view()) == toHex(c.plain));

    const auto detached = aesGcmSealDetached(c.key, c.iv, c.aad, c.plain);
    REQUIRE(detached);
    CHECK(toHex(detached->ciphertext) + toHex(detached->tag) == c.sealed);
    CHECK(aesGcmOpenDetached(c.key, c.iv, c.aad, detached->ciphertext, detached->tag));
}

TEST_CASE("AES-GCM opens what old clients sealed with an iv of 16 bytes", "[crypto][GCM]")
{
    const auto iv = hex("000102030405060708090a0b0c0d0e0f");
    // From another implementation (Python's cryptography).
    const auto sealed = hex("115140fbdd4952fac875910346b20e3d9cdf17825ef1202543a22b07e491283a");
    const auto opened = aesGcmOpen(kKey, iv, {}, sealed);
    REQUIRE(opened);
    CHECK(opened->text() == "[STAT] call back");
    CHECK(aesGcmSeal(kKey, iv, {}, kPlain).error().code == Errc::Malformed);
}

TEST_CASE("AES-GCM gives nothing for anything altered", "[crypto][GCM][hostile][D8]")
{
    const auto sealed = *aesGcmSeal(kKey, kIv, kAad, kPlain);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto altered = sealed;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        REQUIRE(aesGcmOpen(kKey, kIv, kAad, altered).error().code == Errc::Forged);
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        REQUIRE_FALSE(aesGcmOpen(kKey, kIv, kAad, ByteView{sealed}.first(size)));
    CHECK(aesGcmOpen(kKey, kIv, {}, sealed).error().code == Errc::Forged);
    CHECK(aesGcmOpen(Bytes(16), kIv, kAad, sealed).error().code == Errc::Forged);
    CHECK(aesGcmOpen(kKey, Bytes(12), kAad, sealed).error().code == Errc::Forged);
}

TEST_CASE("AES-GCM refuses other sizes of key, iv and tag", "[crypto][GCM][hostile]")
{
    const auto keySize = GENERATE(0U, 15U, 17U, 24U, 31U, 33U, 64U);
    CHECK(aesGcmSeal(Bytes(keySize), kIv, {}, kPlain).error().code == Errc::Malformed);
    CHECK(aesGcmOpen(Bytes(keySize), kIv, {}, Bytes(40)).error().code == Errc::Malformed);
    const auto ivSize = GENERATE(0U, 8U, 11U, 13U, 17U);
    CHECK(aesGcmSeal(kKey, Bytes(ivSize), {}, kPlain).error().code == Errc::Malformed);
    CHECK(aesGcmOpen(kKey, Bytes(ivSize), {}, Bytes(40)).error().code == Errc::Malformed);
    const auto tagSize = GENERATE(0U, 4U, 15U, 17U, 32U);
    CHECK(aesGcmOpenDetached(kKey, kIv, {}, Bytes(5), Bytes(tagSize)).error().code ==
          Errc::Malformed);
}

// NIST SP 800-38A, F.2.1 and F.2.5 (first block; the vectors there have no padding).
TEST_CASE("AES-CBC follows SP 800-38A and pads", "[crypto]")
{
    struct Case {
        const char* key;
        const char* firstBlock;
    };

    const auto c = GENERATE(values<Case>({
        {"2b7e151628aed2a6abf7158809cf4f3c", "7649abac8119b246cee98e9b12e9197d"},
        {"603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
         "f58c4c04d6e5f1ba779eabfb5f7bfbd6"},
    }));
    const auto iv = hex("000102030405060708090a0b0c0d0e0f");
    const auto plain = hex("6bc1bee22e409f96e93d7e117393172a");
    const auto sealed = aesCbcEncrypt(hex(c.key), iv, plain);
    REQUIRE(sealed);
    CHECK(sealed->size() == 32);
    CHECK(toHex(*sealed).starts_with(c.firstBlock));
    CHECK(toHex(aesCbcDecrypt(hex(c.key), iv, *sealed)->view()) == toHex(plain));
    CHECK(aesCbcDecrypt(hex(c.key), iv, *aesCbcEncrypt(hex(c.key), iv, {}))->empty());
}

TEST_CASE("AES-CBC refuses wrong sizes and wrong padding", "[crypto][hostile]")
{
    const Bytes iv(16);
    const auto size = GENERATE(0U, 1U, 15U, 17U, 31U);
    CHECK(aesCbcDecrypt(kKey, iv, Bytes(size)).error().code == Errc::Malformed);
    CHECK(aesCbcDecrypt(Bytes(size), iv, Bytes(16)).error().code == Errc::Malformed);
    CHECK(aesCbcEncrypt(kKey, Bytes(size), kPlain).error().code == Errc::Malformed);
    // The block that is left decrypts to zeros, and 0 is no padding length.
    auto sealed = *aesCbcEncrypt(kKey, iv, Bytes(16));
    sealed.resize(16);
    CHECK(aesCbcDecrypt(kKey, iv, sealed).error().code == Errc::Malformed);
}
