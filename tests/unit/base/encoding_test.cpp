// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;

TEST_CASE("base64 follows the vectors of RFC 4648, 10", "[base][RFC4648]")
{
    struct Case {
        const char* plain;
        const char* base64;
        const char* base32;
    };

    const auto c = GENERATE(values<Case>({
        {"", "", ""},
        {"f", "Zg==", "MY"},
        {"fo", "Zm8=", "MZXQ"},
        {"foo", "Zm9v", "MZXW6"},
        {"foob", "Zm9vYg==", "MZXW6YQ"},
        {"fooba", "Zm9vYmE=", "MZXW6YTB"},
        {"foobar", "Zm9vYmFy", "MZXW6YTBOI"},
    }));
    CHECK(toBase64(viewOf(c.plain)) == c.base64);
    CHECK(*fromBase64(c.base64) == bytesOf(c.plain));
    CHECK(toBase32(viewOf(c.plain)) == c.base32);
    CHECK(*fromBase32(c.base32) == bytesOf(c.plain));
}

TEST_CASE("base64 that we would not have written is refused", "[base][hostile][D4]")
{
    const auto text = GENERATE(as<std::string>{}, "Zg", "Zg=", "Zh==", "Zm9=", "Z g==", "Zg==\n",
                               "====", "Zg==Zg==", "Zm9v=", "Zm_v", "=g==");
    CAPTURE(text);
    const auto bytes = fromBase64(text);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == Errc::Malformed);
}

TEST_CASE("hexadecimal reads both cases and writes the lower one", "[base]")
{
    CHECK(toHex(*fromHex("00fFa5")) == "00ffa5");
    CHECK_FALSE(fromHex("0"));
    CHECK_FALSE(fromHex("0g"));
}

TEST_CASE("base32 refuses what cannot be bytes", "[base][hostile]")
{
    const auto text = GENERATE(as<std::string>{}, "A", "M1", "MY======", "MZ", "M Y");
    CAPTURE(text);
    CHECK_FALSE(fromBase32(text));
}
