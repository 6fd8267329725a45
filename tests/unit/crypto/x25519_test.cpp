// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/x25519.h"
#include "tests/unit/crypto/hex.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

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
