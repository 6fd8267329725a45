// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/random.h"
#include "core/crypto/sealed_box.h"
#include "core/crypto/sealed_boxes.h"
#include "core/crypto/signature.h"
#include "tests/unit/crypto/hex.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <set>

using namespace sotto;
using namespace sotto::crypto;
using test::hex;

TEST_CASE("random bytes differ and uuids have their form", "[crypto]")
{
    CHECK(randomBytes(32) != randomBytes(32));
    CHECK_FALSE(equalInConstantTime(randomSecret(32).view(), randomSecret(32).view()));
    CHECK(randomBytes(0).empty());
    CHECK(randomUint32(1) == 0);
    CHECK(randomUint32(0) == 0);
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 200; ++i)
        seen.insert(randomUint32(3));
    CHECK(seen == std::set<std::uint32_t>{0, 1, 2});

    const auto uuid = uuidV4();
    REQUIRE(uuid.size() == 36);
    CHECK(uuid[8] == '-');
    CHECK(uuid[13] == '-');
    CHECK(uuid[14] == '4');
    CHECK(std::string_view{"89ab"}.find(uuid[19]) != std::string_view::npos);
    CHECK(uuidV4() != uuid);
}

TEST_CASE("only the owner of the alert key reads the alert", "[crypto]")
{
    const auto desk = makeAlertKeyPair();
    const auto other = makeAlertKeyPair();
    const Bytes stat{4};
    const auto sealed = sealTo(desk.publicKey, stat);
    REQUIRE(sealed);
    CHECK(sealed->size() == 1 + kSealedBoxOverhead);
    CHECK(*sealed != *sealTo(desk.publicKey, stat));

    CHECK(openSealed(desk, *sealed)->view()[0] == 4);
    CHECK(openSealed(other, *sealed).error().code == Errc::Forged);

    const auto again = alertKeyPairFrom(desk.secretKey.view());
    REQUIRE(again);
    CHECK(again->publicKey == desk.publicKey);
    CHECK(openSealed(*again, *sealed));
    CHECK(openSealed(desk.clone(), *sealed));
}

TEST_CASE("an altered or cut alert is refused", "[crypto][hostile]")
{
    const auto desk = makeAlertKeyPair();
    const auto sealed = *sealTo(desk.publicKey, Bytes{2});
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto altered = sealed;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        REQUIRE_FALSE(openSealed(desk, altered));
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        REQUIRE_FALSE(openSealed(desk, ByteView{sealed}.first(size)));
    CHECK(alertKeyPairFrom(Bytes(32)).error().code == Errc::Malformed);
    CHECK(alertKeyPairFrom(Bytes(31, 1)).error().code == Errc::Malformed);
}

// The list of cr.yp.to/ecdh.html, "How do I validate Curve25519 public keys?".
TEST_CASE("Curve25519 points of small order or odd form are refused", "[crypto][hostile][D22]")
{
    const auto point =
        hex(GENERATE("0000000000000000000000000000000000000000000000000000000000000000",
                     "0100000000000000000000000000000000000000000000000000000000000000",
                     "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                     "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                     "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                     "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                     "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                     "cdeb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880",
                     "4c9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7",
                     "d9ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                     "daffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                     "dbffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                     // Neighbours: the base point with the ignored top bit set, and p + 9.
                     "0900000000000000000000000000000000000000000000000000000000000080",
                     "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "",
                     "09000000000000000000000000000000000000000000000000000000000000",
                     "090000000000000000000000000000000000000000000000000000000000000000"));
    CHECK_FALSE(isSafeX25519Key(point));
    CHECK(sealTo(point, Bytes{1}).error().code == Errc::Malformed);
}

TEST_CASE("one byte sealed to many is opened by each of them, and by nobody else", "[crypto]")
{
    const Bytes stat{4};
    const auto first = makeAlertKeyPair();
    const auto second = makeAlertKeyPair();
    const auto boxes = sealToEach({first.publicKey, second.publicKey}, stat);
    REQUIRE(boxes);
    REQUIRE(boxes->size() == 2);
    CHECK(equalInConstantTime(openSealed(first, boxes->front())->view(), stat));
    CHECK(equalInConstantTime(openSealed(second, boxes->back())->view(), stat));
    CHECK(openSealed(second, boxes->front()).error().code == Errc::Forged);
    CHECK(boxes->front() != sealToEach({first.publicKey}, stat)->front());
    CHECK(sealToEach({}, stat)->empty());
    CHECK(sealToEach({first.publicKey, Bytes(32, 0)}, stat).error().code == Errc::Malformed);
    CHECK(sealToEach({Bytes(31, 9)}, stat).error().code == Errc::Malformed);
}

TEST_CASE("ordinary Curve25519 keys are taken", "[crypto]")
{
    CHECK(isSafeX25519Key(hex("0900000000000000000000000000000000000000000000000000000000000000")));
    CHECK(isSafeX25519Key(hex("ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")));
    for (int i = 0; i < 50; ++i)
        CHECK(isSafeX25519Key(makeAlertKeyPair().publicKey));
}

TEST_CASE("Ed25519 follows RFC 8032, 7.1", "[crypto][RFC8032]")
{
    struct Case {
        const char *seed, *publicKey, *message, *signature;
    };

    const auto c = GENERATE(values<Case>({
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
         "cf9b46bd25bf5f0595bbe24655141438e7a100b"},
        {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
         "0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    }));
    const auto pair = signingKeyPairFrom(hex(c.seed));
    REQUIRE(pair);
    CHECK(toHex(pair->publicKey) == c.publicKey);
    const auto message = hex(c.message);
    const auto signature = sign(*pair, message);
    REQUIRE(signature);
    CHECK(toHex(*signature) == c.signature);
    CHECK(verifySignature(pair->publicKey, message, *signature));
}

TEST_CASE("a signature holds for one key and one message", "[crypto][hostile]")
{
    const auto clinic = makeSigningKeyPair();
    const auto other = makeSigningKeyPair();
    const auto signature = *sign(clinic, viewOf("lock_after_s = 300"));
    const auto message = viewOf("lock_after_s = 300");
    CHECK(verifySignature(clinic.publicKey, message, signature));
    CHECK(verifySignature(other.publicKey, message, signature).error().code == Errc::Forged);
    CHECK(verifySignature(clinic.publicKey, viewOf("lock_after_s = 900"), signature).error().code ==
          Errc::Forged);
    CHECK(verifySignature(clinic.publicKey, message, Bytes(64)).error().code == Errc::Forged);
    CHECK(verifySignature(clinic.publicKey, message, Bytes(63)).error().code == Errc::Malformed);
    CHECK(verifySignature(Bytes(31), message, signature).error().code == Errc::Malformed);
    CHECK(signingKeyPairFrom(Bytes(33)).error().code == Errc::Malformed);
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        auto altered = signature;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        REQUIRE_FALSE(verifySignature(clinic.publicKey, message, altered));
    }
}
