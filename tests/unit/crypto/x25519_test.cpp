// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/random.h"
#include "core/crypto/sealed_box.h"
#include "core/crypto/x25519.h"
#include "tests/unit/crypto/hex.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <utility>

using namespace sotto;
using namespace sotto::crypto;
using test::hex;

namespace {

/// Empty where the result would be zero.
Bytes multiply(const Bytes& scalar, const Bytes& point)
{
    std::array<std::uint8_t, 32> out{};
    const bool isFine =
        multiplyX25519(out, ByteView{scalar}.first<32>(), ByteView{point}.first<32>());
    return isFine ? Bytes(out.begin(), out.end()) : Bytes{};
}

}  // namespace

TEST_CASE("X25519 follows RFC 7748, 5.2, and refuses a result of zero", "[crypto][RFC7748]")
{
    const auto scalar = hex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d");
    CHECK(multiply(hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                   hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")) ==
          hex("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"));
    CHECK(
        multiply(scalar, hex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")) ==
        hex("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"));
    CHECK(multiply(scalar, Bytes(32, 0)).empty());
}

TEST_CASE("X25519 iterated a thousand times follows RFC 7748, 5.2", "[crypto][RFC7748]")
{
    auto k = hex("0900000000000000000000000000000000000000000000000000000000000000");
    auto u = k;
    for (int round = 1; round <= 1000; ++round) {
        u = std::exchange(k, multiply(k, u));
        if (round == 1)
            CHECK(k == hex("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"));
    }
    CHECK(k == hex("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
}

TEST_CASE("two people agree as in RFC 7748, 6.1", "[crypto][RFC7748]")
{
    const auto alice = hex("77076d0a7318a57d3c16c17251b26645df4ef6c5e7b6e4d9c5a4e5c8e6c9d6a0");
    const auto bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    const auto base = hex("0900000000000000000000000000000000000000000000000000000000000000");
    CHECK(multiply(bob, base) ==
          hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
    CHECK(multiply(alice, multiply(bob, base)) == multiply(bob, multiply(alice, base)));
}

TEST_CASE("the self-test of X25519 takes what is right and sees what is not", "[crypto]")
{
    using Out = std::span<std::uint8_t, 32>;
    using In = std::span<const std::uint8_t, 32>;
    CHECK(isX25519Right(multiplyX25519));
    CHECK_FALSE(isX25519Right([](Out out, In scalar, In point) {
        const bool isFine = multiplyX25519(out, scalar, point);
        out[31] ^= 0x40U;  // one bit
        return isFine;
    }));
    CHECK_FALSE(isX25519Right([](Out out, In scalar, In point) {
        static_cast<void>(multiplyX25519(out, scalar, point));
        return true;  // takes zero
    }));
    CHECK_FALSE(isX25519Right([](Out, In, In) { return false; }));
}

TEST_CASE("a key is unsafe exactly where its product is zero, among the canonical ones",
          "[crypto][D22]")
{
    const auto small = {hex("0000000000000000000000000000000000000000000000000000000000000000"),
                        hex("0100000000000000000000000000000000000000000000000000000000000000"),
                        hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
                        hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
                        hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")};
    const auto eight = hex("0800000000000000000000000000000000000000000000000000000000000000");
    for (const auto& point : small) {
        CHECK(multiply(eight, point).empty());
        CHECK_FALSE(isSafeX25519Key(point));
        for (std::size_t bit = 0; bit < 250; bit += 7) {  // its neighbours
            auto other = point;
            other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
            CAPTURE(bit);
            CHECK(isSafeX25519Key(other) == !multiply(eight, other).empty());
        }
    }
    for (int round = 0; round < 200; ++round) {
        auto point = randomBytes(32);
        point[31] = static_cast<std::uint8_t>(point[31] & 0x3FU);
        CHECK(isSafeX25519Key(point) == !multiply(eight, point).empty());
    }
}
