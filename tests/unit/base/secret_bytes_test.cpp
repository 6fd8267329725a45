// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret_bytes.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

TEST_CASE("a secret moves and leaves nothing behind", "[base]")
{
    SecretBytes a(viewOf("key"), SecretBytes::Memory::Locked);
    SecretBytes b(std::move(a));
    CHECK(a.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
    CHECK(b.text() == "key");
    b = SecretBytes(viewOf("other"));
    CHECK(b.text() == "other");
    b.shrink(2);
    CHECK(b.text() == "ot");
    CHECK(b.data()[2] == 0);
}

TEST_CASE("comparison knows size and content", "[base]")
{
    CHECK(equalInConstantTime(viewOf("abc"), viewOf("abc")));
    CHECK_FALSE(equalInConstantTime(viewOf("abc"), viewOf("abd")));
    CHECK_FALSE(equalInConstantTime(viewOf("abc"), viewOf("ab")));
    CHECK(equalInConstantTime({}, {}));
}

TEST_CASE("secrets join in order", "[base]")
{
    CHECK(join({viewOf("ab"), {}, viewOf("c")}).text() == "abc");
}
