// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/domain_rules.h"
#include "core/domain/word_index.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

using namespace sotto;
using Found = std::vector<int>;

namespace {

WordIndex people()
{
    WordIndex index;
    const auto add = [&](const char* name, const char* title, const char* group) {
        const std::array<WordIndex::Field, 3> fields{{{QString::fromUtf8(name), 8},
                                                      {QString::fromUtf8(title), 4},
                                                      {QString::fromUtf8(group), 2}}};
        index.add(fields);
    };
    add("Lee Sample", "Charge nurse", "Cardiology");
    add("Zoë Müller", "Cardiologist", "Physicians");
    add("Nurit O\u2019Brien", "Pharmacist", "Front Desk");
    add("Lars Ødegård", "Nurse", "Cardiology");
    index.sort();
    return index;
}

Found find(const WordIndex& index, const char* query)
{
    return index.find(QString::fromUtf8(query));
}

}  // namespace

TEST_CASE("each word of a query begins a word of the entry, in any order")
{
    const auto index = people();
    CHECK(find(index, "sample le") == Found{0});
    CHECK(find(index, "cardio nur") == Found{0, 3});
    CHECK(find(index, "ample").empty());
    CHECK(find(index, "lee muller").empty());
    CHECK(find(index, "  ,. ") == Found{0, 1, 2, 3});
    CHECK(find(WordIndex{}, "lee").empty());
}

TEST_CASE("case, diacritics, stroked letters and apostrophes do not matter")
{
    const auto index = people();
    CHECK(find(index, "MULLER zoe") == Found{1});
    CHECK(find(index, "Mu\u0308ller") == Found{1});
    CHECK(find(index, "odegard") == Found{3});
    CHECK(find(index, "\u00d8DEG\u00c5RD") == Found{3});
    CHECK(find(index, "obrien") == Found{2});
    CHECK(find(index, "o'brien") == Found{2});
}

TEST_CASE("a name counts more than a title, and a whole word more than its beginning")
{
    const auto index = people();
    CHECK(find(index, "nur") == Found{2, 0, 3});
    CHECK(find(index, "nurse") == Found{0, 3});
    CHECK(find(index, "l").size() == 2);
}

TEST_CASE("an entry whose words were replaced is found by the new ones only")
{
    auto index = people();
    const std::array<WordIndex::Field, 1> fields{{{QStringLiteral("Lee Changed"), 8}}};
    index.replace(0, fields);
    CHECK(find(index, "sample").empty());
    CHECK(find(index, "changed lee") == Found{0});
    CHECK(find(index, "muller") == Found{1});
}

TEST_CASE("a query of very many words ends")
{
    const auto index = people();
    QString query;
    for (int i = 0; i < 10'000; ++i)
        query += QStringLiteral("lee ");
    CHECK(index.find(query) == Found{0});
}

TEST_CASE("without a list only the own domain is let in, with one only what it names")
{
    const auto jid = [](const char* text) { return *Jid::parse(text); };
    const auto self = jid("desk@clinic.example");
    CHECK(DomainRules{}.lets(jid("lee@clinic.example"), self));
    CHECK_FALSE(DomainRules{}.lets(jid("lee@evil.example"), self));
    CHECK_FALSE(DomainRules{}.lets(jid("lee@sub.clinic.example"), self));
    const DomainRules two{{"clinic.example"}, {"lab.example"}};
    CHECK(two.lets(jid("lee@lab.example"), self));
    CHECK(two.lets(jid("lee@clinic.example"), self));
    CHECK_FALSE(two.lets(jid("lee@evil.example"), self));
}
