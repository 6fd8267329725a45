// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/content.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

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

Element body()
{
    return element("<body xmlns='jabber:client'>Potassium 6.1</body>");
}

}  // namespace

TEST_CASE("what is said of a role comes back as it was written", "[on-call]")
{
    TextMessage asked{"Potassium 6.1", {Urgency::Concern, std::nullopt}};
    asked.onCall = OnCallMark{"cardiology"};
    auto handedOver = asked;
    handedOver.onCall->author = *Jid::parseAccount("desk@clinic.example");
    handedOver.onCall->id = "id-1";
    for (const auto& content :
         {Content{asked}, Content{handedOver}, Content{OnCallOffer{"o-1", "cardiology", 3}},
          Content{OnCallAnswer{"o-1", true}}, Content{OnCallAnswer{"o-1", false}}})
        CHECK(*parseContent(buildContent(content)) == content);
}

TEST_CASE("a role that says too much, too little or two things is refused", "[on-call][hostile]")
{
    const std::string tooLong(65, 'r');
    for (const auto& bad : {std::string{"on-call"}, std::string{"on-call role=''"},
                            "on-call role='" + tooLong + "'", std::string{"on-call role='a&#10;b'"},
                            std::string{"on-call role='a' author='lee@clinic.example'"},
                            std::string{"on-call role='a' id='i'"},
                            std::string{"on-call role='a' id='i' author='not an address'"},
                            std::string{"on-call role='a' id='' author='lee@clinic.example'"}}) {
        CAPTURE(bad);
        CHECK(whyNot({body(), clinical(bad)}) == Errc::Malformed);
    }
    for (const auto* bad :
         {"on-call-offer id='a' role='r'", "on-call-offer id='a' role='r' items='-1'",
          "on-call-offer id='a' role='r' items='10001'", "on-call-offer role='r' items='1'",
          "on-call-offer id='a' items='1'", "on-call-answer id='a'",
          "on-call-answer id='a' yes='1'", "on-call-answer yes='true'"}) {
        CAPTURE(bad);
        CHECK(whyNot({clinical(bad)}) == Errc::Malformed);
    }
    const auto mark = clinical("on-call role='a'");
    const auto offer = clinical("on-call-offer id='a' role='r' items='1'");
    const auto answer = clinical("on-call-answer id='a' yes='true'");
    CHECK(whyNot({mark}) == Errc::Malformed);  // of no text
    CHECK(whyNot({body(), mark, mark}) == Errc::Malformed);
    CHECK(whyNot({body(), offer}) == Errc::Malformed);
    CHECK(whyNot({offer, offer}) == Errc::Malformed);
    CHECK(whyNot({offer, answer}) == Errc::Malformed);
}
