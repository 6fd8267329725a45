// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/relay/fast.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::relay;

namespace {

FastToken token(std::string_view text)
{
    return {SecretBytes{viewOf(text)}, {}};
}

}  // namespace

// Values from an independent HMAC (Python hmac): token "secret-token:fast-x", exporter 32 × 0x42.
TEST_CASE("The hashed token is bound to its role and to the connection")
{
    const auto mine = token("secret-token:fast-x");
    const Bytes exporter(32, 0x42);
    const auto message = fastInitiator("alice", mine, exporter);
    REQUIRE(message.size() == 6 + 32);
    CHECK(textOf(message).substr(0, 6) == std::string_view("alice\0", 6));
    CHECK(toHex(ByteView{message}.subspan(6)) ==
          "c5370ccdd81ddf74d78a81a608a8a0f68715223095492d9b3a07db68162b9da2");
    const auto proof = fromHex("5e8fa704830a3d8af4f3db22ecd9ab7cfb693b879dc2c78cda2d244147ba8939");
    REQUIRE(proof);
    CHECK(checkFastResponder(*proof, mine, exporter));

    CHECK_FALSE(checkFastResponder(*proof, mine, Bytes(32, 0x43)));
    CHECK_FALSE(checkFastResponder(*proof, token("secret-token:fast-y"), exporter));
    CHECK_FALSE(checkFastResponder(ByteView{message}.subspan(6), mine, exporter));  // reflected
    CHECK_FALSE(checkFastResponder({}, mine, exporter));
    CHECK_FALSE(checkFastResponder(ByteView{*proof}.first(31), mine, exporter));
}
