// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/iq.h"
#include "core/xmpp/ping.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

const Jid kSelf = *Jid::parse("nurse@clinic.example/desk");

}  // namespace

TEST_CASE("an answer counts only from the address that was asked", "[xmpp][hostile][B16]")
{
    struct Case {
        const char* why;
        const char* xml;
        const char* asked;  ///< empty: our own account
        bool expected;
    };

    const auto c = GENERATE(values<Case>({
        {"own account, no from", "<iq type='result' id='q1'/>", "", true},
        {"own account, bare from", "<iq type='result' id='q1' from='nurse@clinic.example'/>", "",
         true},
        {"an error is an answer", "<iq type='error' id='q1'/>", "", true},
        {"relay", "<iq type='result' id='q1' from='clinic.example'/>", "clinic.example", true},
        {"peer", "<iq type='result' id='q1' from='lee@clinic.example'/>", "lee@clinic.example",
         true},
        {"peer, other case", "<iq type='result' id='q1' from='Lee@clinic.example'/>",
         "lee@clinic.example", true},
        {"unknown id", "<iq type='result' id='q2'/>", "", false},
        {"no id", "<iq type='result'/>", "", false},
        {"stranger with our id", "<iq type='result' id='q1' from='eve@clinic.example'/>", "",
         false},
        {"stranger for a peer", "<iq type='result' id='q1' from='eve@clinic.example'/>",
         "lee@clinic.example", false},
        {"device for its account", "<iq type='result' id='q1' from='lee@clinic.example/x'/>",
         "lee@clinic.example", false},
        {"no from for a peer", "<iq type='result' id='q1'/>", "lee@clinic.example", false},
        {"no from for the relay", "<iq type='result' id='q1'/>", "clinic.example", false},
        {"relay for our account", "<iq type='result' id='q1' from='clinic.example'/>", "", false},
        {"our other device", "<iq type='result' id='q1' from='nurse@clinic.example/x'/>", "",
         false},
        {"from is no address", "<iq type='result' id='q1' from='@'/>", "", false},
        {"a request, not an answer", "<iq type='get' id='q1'/>", "", false},
        {"a message", "<message type='result' id='q1'/>", "", false},
        {"foreign namespace", "<iq xmlns='urn:x' type='result' id='q1'/>", "", false},
    }));
    CAPTURE(c.why);

    std::optional<Jid> asked;
    if (*c.asked != '\0')
        asked = *Jid::parse(c.asked);

    CHECK(isAnswerTo(element(c.xml), "q1", asked, kSelf) == c.expected);
}

TEST_CASE("a request is answered to whoever asked, with the same id", "[xmpp][RFC6120][B17]")
{
    const auto request =
        element("<iq type='set' id='x1' from='lee@clinic.example/a'><q xmlns='urn:x'/></iq>");
    REQUIRE(isIqRequest(request));
    CHECK(toXml(buildIqUnsupported(request), kClientNs) ==
          "<iq id='x1' to='lee@clinic.example/a' type='error'><error type='cancel'>"
          "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    CHECK(toXml(buildIqResult(element("<iq type='get' id='x1'/>")), kClientNs) ==
          "<iq id='x1' type='result'/>");
}

TEST_CASE("what cannot be answered is no request", "[xmpp][hostile][B18]")
{
    const auto xml =
        GENERATE(as<std::string>{}, "<iq type='get'/>", "<iq type='get' id=''/>",
                 "<iq type='get' id='" + std::string(1024, 'i') + "'/>", "<iq type='GET' id='a'/>",
                 "<iq id='a'/>", "<iq type='result' id='a'/>", "<message type='get' id='a'/>");
    CAPTURE(xml);
    CHECK_FALSE(isIqRequest(element(xml)));
}

TEST_CASE("a ping is known", "[xmpp][XEP-0199]")
{
    CHECK(toXml(buildPing(*Jid::parse("clinic.example")), kClientNs) ==
          "<iq to='clinic.example' type='get'><ping xmlns='urn:xmpp:ping'/></iq>");
    CHECK(isPing(element("<iq type='get' id='a'><ping xmlns='urn:xmpp:ping'/></iq>")));
    CHECK_FALSE(isPing(element("<iq type='set' id='a'><ping xmlns='urn:xmpp:ping'/></iq>")));
    CHECK_FALSE(isPing(element("<iq type='get' id='a'><ping xmlns='urn:x'/></iq>")));
}

TEST_CASE("a stanza error is read as a class", "[xmpp][RFC6120]")
{
    const auto error = parseStanzaError(
        element("<iq type='error' id='a'><pubsub xmlns='http://jabber.org/protocol/pubsub'/>"
                "<error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                "<precondition-not-met xmlns='http://jabber.org/protocol/pubsub#errors'/><text "
                "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>Field does not match</text>"
                "</error></iq>"));
    REQUIRE(error);
    CHECK(error->condition == StanzaCondition::Conflict);
    CHECK(error->type == StanzaErrorType::Cancel);
    CHECK(error->application == "precondition-not-met");
    CHECK(error->text == "Field does not match");
    CHECK(toError(*error).code == Errc::Duplicate);
}

TEST_CASE("every condition survives a round trip", "[xmpp][RFC6120]")
{
    for (int i = 0; i <= static_cast<int>(StanzaCondition::UnexpectedRequest); ++i) {
        const auto condition = static_cast<StanzaCondition>(i);
        const auto type = static_cast<StanzaErrorType>(i % 5);
        Element iq{"iq", kClientNs};
        iq.set("type", "error").add(buildStanzaError(type, condition));
        const auto error = parseStanzaError(element(toXml(iq, kClientNs)));
        REQUIRE(error);
        CHECK(error->condition == condition);
        CHECK(error->type == type);
    }
}

TEST_CASE("an unreadable stanza error is still an error", "[xmpp][hostile][A29]")
{
    const auto error = parseStanzaError(element("<message type='error'><error type='x'><text "
                                                "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>" +
                                                std::string(100'000, 'x') +
                                                "</text><wat xmlns='urn:x'/></error></message>"));
    REQUIRE(error);
    CHECK(error->condition == StanzaCondition::UndefinedCondition);
    CHECK(error->text.size() == 256);
    CHECK(toError(*error).code == Errc::Network);
    CHECK_FALSE(parseStanzaError(element("<message type='error'/>")));
    CHECK_FALSE(parseStanzaError(element("<message><error type='cancel'/></message>")));
}
