// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/kdf.h"
#include "tests/unit/crypto/hex.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::crypto;
using test::hex;

TEST_CASE("HKDF-SHA-256 follows RFC 5869, A.1 to A.3", "[crypto][RFC5869]")
{
    struct Case {
        std::string ikm, salt, info, okm;
    };

    const auto c = GENERATE(values<Case>({
        {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c",
         "f0f1f2f3f4f5f6f7f8f9",
         "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
         "34007208d5b887185865"},
        {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
         "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
         "404142434445464748494a4b4c4d4e4f",
         "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
         "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
         "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
         "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf"
         "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef"
         "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
         "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
         "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
         "cc30c58179ec3e87c14c01d5c1f3434f1d87"},
        {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
         "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
         "9d201395faa4b61a96c8"},
    }));
    const auto okm = hkdfSha256(hex(c.ikm), hex(c.salt), hex(c.info), c.okm.size() / 2);
    REQUIRE(okm);
    CHECK(toHex(okm->view()) == c.okm);
}

TEST_CASE("HKDF gives 1 to 8160 bytes", "[crypto][hostile]")
{
    CHECK(hkdfSha256({}, {}, {}, 1));
    CHECK(hkdfSha256({}, {}, {}, 8160)->size() == 8160);
    CHECK(hkdfSha256({}, {}, {}, 0).error().code == Errc::Malformed);
    CHECK(hkdfSha256({}, {}, {}, 8161).error().code == Errc::Malformed);
}

TEST_CASE("PBKDF2-HMAC-SHA-256 follows RFC 7914, 11", "[crypto][RFC7914]")
{
    CHECK(toHex(pbkdf2HmacSha256(viewOf("passwd"), viewOf("salt"), 1)->view()) ==
          "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    CHECK(toHex(pbkdf2HmacSha256(viewOf("Password"), viewOf("NaCl"), 80'000)->view()) ==
          "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
    CHECK(pbkdf2HmacSha256({}, viewOf("salt"), 1));
    CHECK(pbkdf2HmacSha256(viewOf("x"), viewOf("salt"), 0).error().code == Errc::Malformed);
    CHECK(pbkdf2HmacSha256(viewOf("x"), viewOf("salt"), 0x80000000U).error().code ==
          Errc::Malformed);
}

// RFC 9106, 5.3 has 4 lanes and a secret, which libsodium cannot do; these come from
// Argon2id of OpenSSL 4.0 (another implementation): one lane, salt 00 01 … 0f.
TEST_CASE("Argon2id agrees with OpenSSL's", "[crypto][RFC9106]")
{
    struct Case {
        Argon2Params params;
        const char* key;
    };

    const auto c = GENERATE(values<Case>({
        {{64, 1}, "25ce5233cc1e4d37e9bca31bfef41710e40446cd1cb575932791c5fd3780bd3c"},
        {{1024, 3}, "2cdfc6b7d9c2f719e4f1ec7697c38e6ad4b023e6d446602ac3d0dcb2571ca5fa"},
        {{65536, 3}, "e3c889ca40ed01e6b6771fc8a5bf16e35ad60b41c9bd5d7e6d63adf51e50b0fd"},
    }));
    const auto key =
        argon2id(viewOf("correct horse"), hex("000102030405060708090a0b0c0d0e0f"), c.params);
    REQUIRE(key);
    CHECK(toHex(key->view()) == c.key);
}

TEST_CASE("Argon2id refuses what it cannot do", "[crypto][hostile][I-2]")
{
    struct Case {
        std::size_t saltSize;
        Argon2Params params;
    };

    const auto c = GENERATE(values<Case>({
        {15, {64, 1}},
        {17, {64, 1}},
        {0, {64, 1}},
        {16, {7, 1}},
        {16, {64, 0}},
        {16, {0, 0}},
    }));
    const auto key = argon2id(viewOf("x"), Bytes(c.saltSize), c.params);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == Errc::Malformed);
}
