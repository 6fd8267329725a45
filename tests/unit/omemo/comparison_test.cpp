// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/omemo/comparison.h"
#include "core/omemo/words.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <set>

using namespace sotto;
using namespace sotto::omemo;

namespace {

/// The public keys of RFC 7748, 6.1.
ComparedKey lee()
{
    return {{*Jid::parseAccount("lee@clinic.example"), DeviceId{27183}},
            *fromHex("058520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")};
}

ComparedKey desk()
{
    return {{*Jid::parseAccount("desk.a@clinic.example"), DeviceId{31415}},
            *fromHex("05de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")};
}

std::string joined(const std::vector<std::string_view>& parts)
{
    std::string text;
    for (const auto part : parts)
        text += (text.empty() ? "" : " ") + std::string{part};
    return text;
}

constexpr std::string_view kText =
    "sotto:verify:1:desk.a@clinic.example:31415:Bd6e2317fcG001thwuzkNTc/g0PIW3hnTa38fhRviCtP:"
    "lee@clinic.example:27183:BYUg8AmJMKdUdIt93LQ+91oNvzoNJjga9OukqY6qm05q";

std::size_t distance(std::string_view one, std::string_view other)
{
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j)
        row[j] = j;
    for (std::size_t i = 0; i < one.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const auto replaced = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

TEST_CASE("the words of a device are those that an independent program finds", "[omemo]")
{
    // Python: hashlib.sha512 in 5,200 rounds, as comparison.h says.
    CHECK(joined(wordsOf(lee())) ==
          "lilac emerald pyramid apple leopard button bicycle giraffe inkwell mustard mosaic "
          "tadpole");
    CHECK(joined(wordsOf(desk())) ==
          "furnace almond napkin furnace squirrel lattice clover mosaic spinach arctic factory "
          "unicorn");
}

TEST_CASE("another key, device or account has other words", "[omemo]")
{
    auto other = lee();
    SECTION("one bit of the key")
    {
        other.key[GENERATE(1U, 16U, 32U)] ^= 0x10;
    }
    SECTION("the device")
    {
        other.address.device = DeviceId{27184};
    }
    SECTION("the account")
    {
        other.address.account = *Jid::parseAccount("leo@clinic.example");
    }
    const auto words = wordsOf(lee());
    const auto others = wordsOf(other);
    std::size_t same = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
        same += words[i] == others[i] ? 1 : 0;
    CHECK(same <= 2);
}

TEST_CASE("no two words of the list are alike", "[omemo]")
{
    std::set<std::string_view> starts;
    for (const auto word : words()) {
        REQUIRE(word.size() >= 4);
        CHECK(std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; }));
        CHECK(starts.insert(word.substr(0, 4)).second);
        for (const auto other : words())
            if (word != other)
                CHECK(distance(word, other) >= 3);
    }
    CHECK(std::ranges::is_sorted(words()));
}

TEST_CASE("both ends make the same code, and each finds that the other's fits", "[omemo]")
{
    CHECK(comparisonText(lee(), desk()) == kText);
    CHECK(comparisonText(desk(), lee()) == kText);
    CHECK(compare(kText, lee(), desk()) == Comparison::Match);
    CHECK(compare(kText, desk(), lee()) == Comparison::Match);
    CHECK(compare("  " + std::string{kText} + "\r\n", desk(), lee()) == Comparison::Match);
}

TEST_CASE("a code that does not fit says what does not", "[omemo]")
{
    auto theirs = lee();
    SECTION("another key under the name of that device")
    {
        theirs.key[7] ^= 1;
        CHECK(compare(kText, desk(), theirs) == Comparison::OtherKey);
    }
    SECTION("our own key is another one on their screen")
    {
        auto ours = desk();
        ours.key[7] ^= 1;
        CHECK(compare(kText, ours, theirs) == Comparison::OtherKey);
    }
    SECTION("another device of the same person")
    {
        theirs.address.device = DeviceId{5};
        CHECK(compare(kText, desk(), theirs) == Comparison::OtherDevice);
    }
    SECTION("another person")
    {
        theirs.address.account = *Jid::parseAccount("kim@clinic.example");
        CHECK(compare(kText, desk(), theirs) == Comparison::OtherPeople);
    }
}

TEST_CASE("what is no code is told from one that does not fit", "[omemo][hostile]")
{
    const std::string whole{kText};
    const auto text = GENERATE_COPY(as<std::string>{}, "", "sotto:verify:1:", "sotto:verify:2:x",
                                    "hello", whole.substr(0, whole.size() - 1), whole + ":1",
                                    whole.substr(0, whole.rfind("27183")) + "027183" +
                                        whole.substr(whole.rfind("27183") + 5),
                                    std::string(100'000, ':'), whole + std::string(9000, ' '));
    CHECK(compare(text, desk(), lee()) == Comparison::NotACode);
}

TEST_CASE("two devices of one person are compared as any two are", "[omemo]")
{
    auto laptop = desk();
    laptop.address.account = lee().address.account;
    const auto text = comparisonText(lee(), laptop);
    CHECK(compare(text, laptop, lee()) == Comparison::Match);
    CHECK(compare(text, lee(), laptop) == Comparison::Match);
}
