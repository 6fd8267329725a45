// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/reaction.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;

TEST_CASE("what is offered, and every emoji of UTS 51 that is a picture, is a reaction",
          "[domain][reaction]")
{
    for (const auto emoji : kOfferedReactions)
        CHECK(isReaction(emoji));
    CHECK(isReaction("\u2764"));
    CHECK(isReaction("\U0001F44D\U0001F3FD"));          // a skin tone
    CHECK(isReaction("\U0001F469\u200D\u2695\uFE0F"));  // a woman who is a physician
    CHECK(isReaction("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"));  // a family
    CHECK(isReaction("\U0001F1EA\U0001F1F8"));                                        // a flag
}

TEST_CASE("what is no emoji, or more than one, is no reaction", "[domain][reaction][hostile]")
{
    using namespace std::string_view_literals;
    const auto text = GENERATE(
        ""sv, "a"sv, "1"sv, "ok"sv, " "sv, "\n"sv, "<b>"sv, "\0"sv, "\U0001F44D\U0001F44D"sv,
        "\U0001F44D "sv, "x\U0001F44D"sv, "\U0001F44D\u0301"sv, "\uFE0F"sv, "\u200D"sv,
        "\U0001F44D\u200D"sv, "\u200D\U0001F44D"sv, "\U0001F44D\u200Dx"sv, "\U0001F3FD"sv,
        "\U0001F1EA"sv, "\U0001F1EA\U0001F1F8\U0001F1EA"sv, "\u202E\U0001F44D"sv, "1\uFE0F\u20E3"sv,
        "\U0001F3F4\U000E0067\U000E0062\U000E007F"sv, "\xF0\x9F\x91"sv,
        "\xED\xA0\xBD\xED\xB1\x8D"sv, "\xF0\x9F\x91\x8D\xFF"sv, "\uE000"sv, "\U0001FFFF"sv,
        "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466\u200D\U0001F466"sv);
    CAPTURE(text);
    CHECK_FALSE(isReaction(text));
}

TEST_CASE("reactions stand one a line in the vault", "[domain][reaction]")
{
    const std::vector<std::string> two{"\U0001F44D", "\u2705"};
    CHECK(joinReactions(two) == "\U0001F44D\n\u2705");
    CHECK(splitReactions(joinReactions(two)) == two);
    CHECK(joinReactions({}).empty());
    CHECK(splitReactions("").empty());
}
