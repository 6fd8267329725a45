// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/random.h"
#include "core/omemo/library_curve.h"
#include "core/omemo/signal_context.h"
#include "core/omemo/signal_ptr.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

using namespace sotto;
using namespace sotto::omemo;

namespace {

/// What the library makes of a point and a private key of ours; negative: nothing.
int agreementWith(std::array<std::uint8_t, 33> point)
{
    const SignalContext context;
    const std::array<std::uint8_t, 32> secret{8, 1};
    SignalPtr<ec_public_key> theirs;
    SignalPtr<ec_private_key> ours;
    REQUIRE(curve_decode_point(OutPtr{theirs}, point.data(), point.size(), context.get()) == 0);
    REQUIRE(curve_decode_private_point(OutPtr{ours}, secret.data(), secret.size(), context.get()) ==
            0);
    std::uint8_t* shared = nullptr;
    const int code = curve_calculate_agreement(&shared, theirs.get(), ours.get());
    std::free(shared);
    return code;
}

using Number = std::array<std::uint8_t, 32>;
using Out = std::span<std::uint8_t, 32>;
using In = std::span<const std::uint8_t, 32>;

Number numberOf(ByteView bytes)
{
    Number number{};
    std::ranges::copy(bytes, number.begin());
    return number;
}

/// Zero, one, p - 1 to p + 18 (the non-canonical ones begin at p), their like with the top bit
/// that does not count, and the points of order 8.
std::vector<Number> oddPoints()
{
    std::vector<Number> points{{}, {1}, {2}, {9}};
    for (int low = 0xEC; low <= 0xFF; ++low) {
        Number point{};
        point.fill(0xFF);
        point[0] = static_cast<std::uint8_t>(low);
        points.push_back(point);
        point[31] = 0x7F;
        points.push_back(point);
    }
    points.push_back({0xE0, 0xEB, 0x7A, 0x7C, 0x3B, 0x41, 0xB8, 0xAE, 0x16, 0x56, 0xE3,
                      0xFA, 0xF1, 0x9F, 0xC4, 0x6A, 0xDA, 0x09, 0x8D, 0xEB, 0x9C, 0x32,
                      0xB1, 0xFD, 0x86, 0x62, 0x05, 0x16, 0x5F, 0x49, 0xB8, 0x00});
    points.push_back({0x5F, 0x9C, 0x95, 0xBC, 0xA3, 0x50, 0x8C, 0x24, 0xB1, 0xD0, 0xB1,
                      0x55, 0x9C, 0x83, 0xEF, 0x5B, 0x04, 0x44, 0x5C, 0xC4, 0x58, 0x1C,
                      0x8E, 0x86, 0xD8, 0x22, 0x4E, 0xDD, 0xD0, 0x9F, 0x11, 0x57});
    return points;
}

bool neverRight(Out, In, In)
{
    return false;
}

}  // namespace

TEST_CASE("the library agrees by our multiplication, which refuses points of small order",
          "[omemo][hostile][D22]")
{
    CHECK(agreementWith({5, 9}) == 32);
    CHECK(agreementWith({5}) < 0);  // its own takes it
    CHECK(agreementWith({5, 1}) < 0);
}

TEST_CASE("where the linker lets us, the multiplication is ours", "[omemo]")
{
#if defined(__linux__)
    CHECK(curveInUse() == Curve::Ours);
    CHECK(librarysMultiplication() != nullptr);
#endif
    CHECK((librarysMultiplication() == nullptr || crypto::isX25519Right(librarysMultiplication())));
}

TEST_CASE("ours and the library's give the same products", "[omemo][hostile][D22]")
{
    const auto librarys = librarysMultiplication();
    if (!librarys)
        return;
    auto points = oddPoints();
    for (int more = 0; more < 200; ++more)
        points.push_back(numberOf(crypto::randomBytes(32)));
    for (const auto& point : points) {
        const auto scalar = numberOf(crypto::randomBytes(32));
        Number ours{};
        Number theirs{};
        CAPTURE(int{point[0]}, int{point[31]});
        REQUIRE(crypto::multiplyX25519(ours, scalar, point) == librarys(theirs, scalar, point));
        if (librarys(theirs, scalar, point))
            REQUIRE(ours == theirs);
    }
}

TEST_CASE("what fails the self-test gives way to the library's, or to nothing", "[omemo]")
{
    CHECK(chooseMultiplication(crypto::multiplyX25519, nullptr) == crypto::multiplyX25519);
    CHECK(chooseMultiplication(crypto::multiplyX25519, neverRight) == crypto::multiplyX25519);
    CHECK(chooseMultiplication(neverRight, crypto::multiplyX25519) == crypto::multiplyX25519);
    CHECK(chooseMultiplication(neverRight, nullptr) == nullptr);
    CHECK(chooseMultiplication(neverRight, neverRight) == nullptr);
}
