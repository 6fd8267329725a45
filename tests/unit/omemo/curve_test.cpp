// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/signal_context.h"
#include "core/omemo/signal_ptr.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdlib>

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

}  // namespace

TEST_CASE("the library agrees by our multiplication, which refuses points of small order",
          "[omemo][hostile][D22]")
{
    CHECK(agreementWith({5, 9}) == 32);
    CHECK(agreementWith({5}) < 0);  // its own takes it
    CHECK(agreementWith({5, 1}) < 0);
}
