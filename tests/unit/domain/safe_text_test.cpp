// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/safe_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using Kind = SafeText::Kind;

TEST_CASE("ordinary text of any script passes unchanged", "[domain]")
{
    const std::string text = "BP 90/60 \u2013 hab\u00eda 0.5 mg, \u4f60\u597d, "
                             "\u05e9\u05dc\u05d5\u05dd \U0001F44D\U0001F3FD";
    CHECK(SafeText::fromUtf8(text, Kind::Body).string().toStdString() == text);
}

TEST_CASE("what could change the text around it is taken out", "[domain][hostile][G6]")
{
    CHECK(SafeText::fromUtf8("a\u202Eb\u2066c", Kind::Body).string().toStdString() ==
          "a\u2B0Db\u2B0Dc");
    CHECK(SafeText::fromUtf8("a\x1b[31mb\x07", Kind::Body).string().toStdString() == "a[31mb");
    CHECK(SafeText::fromUtf8("a\u200Bb\uFEFFc", Kind::Body).string().toStdString() == "abc");
}

TEST_CASE("combining marks are capped for each base", "[domain][hostile][G5]")
{
    std::string zalgo = "e";
    for (int i = 0; i < 300000; ++i)
        zalgo += "\u0301";
    CHECK(SafeText::fromUtf8(zalgo, Kind::Body).string().size() == 9);
}

TEST_CASE("length is capped and said so", "[domain][hostile][G4]")
{
    const auto safe = SafeText::fromUtf8(std::string(1'000'000, 'x'), Kind::Body);
    CHECK(safe.string().size() == 16384);
    CHECK(safe.wasCut());
    CHECK_FALSE(SafeText::fromUtf8("short", Kind::Name).wasCut());
}

TEST_CASE("a name and a preview have one line", "[domain]")
{
    CHECK(SafeText::fromUtf8(" Desk\nA\u2028B ", Kind::Name).string().toStdString() == "Desk A B");
    CHECK(SafeText::fromUtf8("a\r\nb", Kind::Body).string().toStdString() == "a\nb");
}

TEST_CASE("markup stays text", "[domain][hostile][G1]")
{
    CHECK(SafeText::fromUtf8("<img src='file:///x'>", Kind::Line).string().toStdString() ==
          "<img src='file:///x'>");
}

TEST_CASE("invalid UTF-8 becomes replacement signs, never a crash", "[domain][hostile][B10]")
{
    CHECK(SafeText::fromUtf8("a\xC0\x80\xED\xA0\x80z", Kind::Line).string().startsWith(u'a'));
    CHECK(SafeText::fromUtf8("a\xC0\x80z", Kind::Line).string().endsWith(u'z'));
}
