// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/content.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

Jid jid(const char* text)
{
    return *Jid::parse(text);
}

Element clinical(const std::string& inside)
{
    return element("<" + inside + " xmlns='urn:x-sotto:clinical:0'/>");
}

Errc whyNot(const std::vector<Element>& elements)
{
    const auto content = parseContent(elements);
    REQUIRE_FALSE(content);
    return content.error().code;
}

}  // namespace

TEST_CASE("what is said of a text that was passed on comes back as it was written")
{
    TextMessage forwarded{"Potassium 6.1", {Urgency::Concern, std::nullopt}};
    forwarded.passing = Passing{Passing::Why::DoNotDisturb, "id-1", jid("desk@clinic.example")};
    TextMessage broadcast{"Drill", {}};
    broadcast.passing = Passing{.why = Passing::Why::Broadcast, .id = "id-2"};
    for (const auto& content :
         {Content{forwarded}, Content{broadcast},
          Content{PassedOn{"id-1", jid("kim@clinic.example")}},
          Content{RoomChange{.added = {jid("kim@clinic.example"), jid("noa@clinic.example")}}},
          Content{RoomChange{.leaving = jid("r@rooms.clinic.example")}}})
        CHECK(*parseContent(buildContent(content)) == content);
}

TEST_CASE("a mark that says too much, too little or two things is refused")
{
    const auto body = element("<body xmlns='jabber:client'>text</body>");
    for (const auto* bad :
         {"passed why='dnd' id='a'", "passed why='dnd' id='a' author='not an address'",
          "passed why='broadcast' id='a' author='lee@clinic.example'", "passed why='broadcast'",
          "passed why='other' id='a'", "passed id='a'"}) {
        CAPTURE(bad);
        CHECK(whyNot({body, clinical(bad)}) == Errc::Malformed);
    }
    const auto good = clinical("passed why='broadcast' id='a'");
    CHECK(whyNot({body, good, good}) == Errc::Malformed);
    CHECK(whyNot({good}) == Errc::Malformed);  // of no text
    CHECK(whyNot({clinical("passed-to id='a'")}) == Errc::Malformed);
    CHECK(whyNot({clinical("passed-to jid='lee@clinic.example'")}) == Errc::Malformed);
    CHECK(whyNot({body, clinical("passed-to id='a' jid='lee@clinic.example'")}) == Errc::Malformed);
}

TEST_CASE("a change of a team names people, or one room, and nothing else")
{
    const auto change = [](const std::string& inside) {
        return element("<room-change xmlns='urn:x-sotto:clinical:0'>" + inside + "</room-change>");
    };
    const std::string added{"<added jid='lee@clinic.example'/>"};
    const std::string leaving{"<leaving jid='r@rooms.clinic.example'/>"};
    for (const auto& bad : {std::string{}, added + leaving, leaving + leaving,
                            std::string{"<added jid='clinic.example'/>"}, added + "<owner/>"})
        CHECK(whyNot({change(bad)}) == Errc::Malformed);
    std::string many;
    for (int i = 0; i < 201; ++i)
        many += added;
    CHECK(whyNot({change(many)}) == Errc::Malformed);
    CHECK(whyNot({change(added), change(added)}) == Errc::Malformed);
}
