// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/search_query.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace sotto;

namespace {

constexpr auto kToday = [] { return QDate(2026, 11, 22); };

SearchQuery parse(const char* typed)
{
    return SearchQuery::parse(QString::fromUtf8(typed), kToday());
}

QStringList words(const char* text)
{
    return searchWords(QString::fromUtf8(text));
}

std::vector<std::pair<int, int>> marks(const char* text, const char* typed)
{
    return searchMarks(QString::fromUtf8(text), parse(typed));
}

}  // namespace

TEST_CASE("What is typed becomes words and filters", "[search]")
{
    const auto query = parse("potassium FROM:lee in:\"Ward 4\" after:2026-11-01 has:file");
    REQUIRE(query.terms.size() == 1);
    CHECK(query.terms[0] == QStringList{QStringLiteral("potassium")});
    CHECK(query.from == QStringList{QStringLiteral("lee")});
    CHECK(query.in == QStringList{QStringLiteral("Ward 4")});
    CHECK(query.after == QDate(2026, 11, 1));
    CHECK_FALSE(query.before);
    CHECK(query.hasFile);
    CHECK(query.unclear.isEmpty());
}

TEST_CASE("Days are read in the ways in which people write them", "[search]")
{
    CHECK(parse("before:2026-11-3").before == QDate(2026, 11, 3));
    CHECK(parse("before:3.11.2026").before == QDate(2026, 11, 3));
    CHECK(parse("before:11/3/2026").before == QDate(2026, 11, 3));
    CHECK(parse("before:2026-11").before == QDate(2026, 11, 1));
    CHECK(parse("before:2026").before == QDate(2026, 1, 1));
    CHECK(parse("after:today").after == kToday());
    CHECK(parse("after:Yesterday").after == QDate(2026, 11, 21));
    CHECK(parse("after:7d").after == QDate(2026, 11, 15));
    for (const auto* wrong :
         {"before:2026-13-01", "before:soon", "after:-3d", "after:99999999999d"})
        CHECK(parse(wrong).unclear == QStringList{QString::fromUtf8(wrong)});
}

TEST_CASE("A filter that is still being typed narrows nothing", "[search]")
{
    for (const auto* typed : {"from:", "in:", "before:", "has:", "from:\"\"", "from:  "}) {
        const auto query = parse(typed);
        CHECK(query.isEmpty());
        CHECK(query.unclear.isEmpty());
    }
    CHECK(parse("has:wings").unclear == QStringList{QStringLiteral("has:wings")});
}

TEST_CASE("What is no filter is looked for as words", "[search]")
{
    const auto time = parse("10:30");
    REQUIRE(time.terms.size() == 1);
    CHECK(time.terms[0] == QStringList{QStringLiteral("10"), QStringLiteral("30")});
    CHECK(parse("https://x.example/a").terms.size() == 1);
    const auto phrase = parse("\"blood pressure\" high");
    REQUIRE(phrase.terms.size() == 2);
    CHECK(phrase.terms[0].size() == 2);
    CHECK(parse("\"never closed").terms.size() == 1);
}

TEST_CASE("Nothing but letters and digits remains of a word", "[search]")
{
    for (const auto* typed :
         {"\"", "\"\"\"", "*", "^", "-", "(", "NEAR(", "{a b}:", "' OR 1=1 --", "a* OR b",
          "words:x", "facts : c1", "\x01\x02", "%_", "\\", "NOT", "a\"b\"c", "\xF0\x9F\x98\x80"}) {
        const auto query = parse(typed);
        for (const auto& term : query.terms)
            for (const auto& word : term) {
                INFO(typed);
                CHECK_FALSE(word.isEmpty());
                for (const QChar c : word)
                    CHECK((c.isLetterOrNumber() || c.isMark() || c.isSurrogate()));
            }
    }
}

TEST_CASE("However much is typed, the query stays small", "[search]")
{
    const auto many = SearchQuery::parse(QStringLiteral("a ").repeated(100'000), kToday());
    CHECK(many.terms.size() <= 16);
    const auto longWord = SearchQuery::parse(QString(100'000, u'a'), kToday());
    REQUIRE(longWord.terms.size() == 1);
    CHECK(longWord.terms[0][0].size() == 64);
    std::mt19937 random{7};
    for (int run = 0; run < 2000; ++run) {
        QString typed;
        for (int i = 0; i < 40; ++i)
            typed += QChar(static_cast<char16_t>(random() % 3 == 0 ? random() : random() % 128));
        const auto query = SearchQuery::parse(typed, kToday());
        CHECK(query.terms.size() <= 16);
        (void)searchMarks(typed, query);
    }
}

TEST_CASE("A letter is a word where words stand without spaces", "[search]")
{
    CHECK(words("血糖 5.8").size() == 4);
    CHECK(words("ยา") == QStringList{QStringLiteral("ย"), QStringLiteral("า")});
    CHECK(words("Kalium zu hoch").size() == 3);
    CHECK(spacedForSearch(QStringLiteral("血糖高, 5")) == QStringLiteral("血 糖 高 5"));
    CHECK(words("𠀀𠀁").size() == 2);  // outside of the basic plane
    CHECK(words("").isEmpty());
}

TEST_CASE("What was found is marked, whatever its case and accents", "[search]")
{
    using Marks = std::vector<std::pair<int, int>>;
    CHECK(marks("The Potassium is high", "potas") == Marks{{4, 9}});
    CHECK(marks("caf\u00e9 and cafe", "CAFE") == Marks{{0, 4}, {9, 4}});
    CHECK(marks("血糖高", "糖高") == Marks{{1, 2}});
    CHECK(marks("blood  pressure; blood", "\"blood pressure\"") == Marks{{0, 15}});
    CHECK(marks("nothing here", "potassium").empty());
}
