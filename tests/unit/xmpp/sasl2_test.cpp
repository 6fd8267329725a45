// SPDX-License-Identifier: GPL-3.0-or-later
// Rows are what Prosody 13.0.1 and ejabberd 24.12 sent, unless they say otherwise.
#include "core/xmpp/sasl2.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using namespace std::chrono_literals;
using test::element;

namespace {

template <class Answer>
Answer answer(std::string_view xml)
{
    CAPTURE(xml);
    auto parsed = parseSaslAnswer(element(xml));
    REQUIRE(parsed);
    REQUIRE(std::holds_alternative<Answer>(*parsed));
    return std::get<Answer>(*std::move(parsed));
}

}  // namespace

TEST_CASE("a login asks for everything in one round trip", "[xmpp][XEP-0388][XEP-0386]")
{
    AuthenticateRequest request;
    request.mechanism = "SCRAM-SHA-256-PLUS";
    request.initialResponse = bytesOf("n,,");
    request.userAgent = {"b5316398-3431-4158-8723-908ada2bbf2f", "Sotto", "Front desk & 2"};
    request.bind = Bind2Request{"Sotto", true, true};
    request.resume = SmResumeRequest{"yVjR68Ec8_A_", 7};
    request.requestTokenFor = "HT-SHA-256-EXPR";

    CHECK(toXml(buildAuthenticate(request), kClientNs) ==
          "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='SCRAM-SHA-256-PLUS'>"
          "<initial-response>biws</initial-response>"
          "<user-agent id='b5316398-3431-4158-8723-908ada2bbf2f'><software>Sotto</software>"
          "<device>Front desk &amp; 2</device></user-agent>"
          "<bind xmlns='urn:xmpp:bind:0'><tag>Sotto</tag><enable xmlns='urn:xmpp:carbons:2'/>"
          "<enable xmlns='urn:xmpp:sm:3' resume='true'/></bind>"
          "<resume xmlns='urn:xmpp:sm:3' h='7' previd='yVjR68Ec8_A_'/>"
          "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-EXPR'/></authenticate>");

    request.bind.reset();
    request.resume.reset();
    request.requestTokenFor.clear();
    request.fast = FastUse{3, true};
    CHECK(toXml(buildAuthenticate(request))
              .ends_with(
                  "<fast xmlns='urn:xmpp:fast:0' count='3' invalidate='true'/></authenticate>"));
}

TEST_CASE("the steps of a login are written as the relays expect", "[xmpp][XEP-0388]")
{
    CHECK(toXml(buildSaslResponse(viewOf("x"))) ==
          "<response xmlns='urn:xmpp:sasl:2'>eA==</response>");
    CHECK(toXml(buildSaslResponse({})) == "<response xmlns='urn:xmpp:sasl:2'>=</response>");
    CHECK(toXml(buildNext(kTotpTask)) == "<next xmlns='urn:xmpp:sasl:2' task='TOTP'/>");
    CHECK(toXml(buildTaskData(buildCode("115623"))) ==
          "<task-data xmlns='urn:xmpp:sasl:2'><totp "
          "xmlns='urn:xmpp:mfa:0'>115623</totp></task-data>");
    CHECK(toXml(buildSaslAbort()) == "<abort xmlns='urn:xmpp:sasl:2'/>");
}

TEST_CASE("success brings address, stream management and token", "[xmpp][XEP-0388]")
{
    const auto success = answer<SaslSuccess>(
        "<success xmlns='urn:xmpp:sasl:2'><additional-data>dj1X</additional-data>"
        "<bound xmlns='urn:xmpp:bind:0'><enabled max='3600' xmlns='urn:xmpp:sm:3' resume='1' "
        "id='yVjR68Ec8_A_'/><enabled xmlns='urn:xmpp:carbons:2'/></bound>"
        "<token xmlns='urn:xmpp:fast:0' expiry='2026-11-22T19:46:32.789243Z' "
        "token='secret-token:fast-XdCNpfOV'/>"
        "<authorization-identifier>alice@clinic.test/ClinDesk~CjsLJXekeaV1"
        "</authorization-identifier></success>");
    CHECK(success.authorizationId.resource() == "ClinDesk~CjsLJXekeaV1");
    CHECK(textOf(*success.additionalData) == "v=W");
    REQUIRE(success.bound);
    CHECK(success.bound->carbons);
    CHECK(success.bound->streamManagement->id == "yVjR68Ec8_A_");
    CHECK(success.bound->streamManagement->resumable);
    CHECK(success.bound->streamManagement->resumeFor == 3600s);
    REQUIRE(success.token);
    CHECK(success.token->token.text() == "secret-token:fast-XdCNpfOV");
    CHECK(toMs(success.token->expiry) == 1'795'376'792'789);
}

TEST_CASE("success of a resumption counts our stanzas", "[xmpp][XEP-0388][XEP-0198]")
{
    const auto success = answer<SaslSuccess>(
        "<success xmlns='urn:xmpp:sasl:2'><resumed previd='g2gC==' h='2' xmlns='urn:xmpp:sm:3'/>"
        "<authorization-identifier>alice@clinic.test/x</authorization-identifier></success>");
    REQUIRE(success.resumed);
    CHECK(success.resumed->handled == 2);
    CHECK(success.resumed->previousId == "g2gC==");
    CHECK_FALSE(success.bound);

    const auto failed = answer<SaslSuccess>(
        "<success xmlns='urn:xmpp:sasl:2'><failed h='9' xmlns='urn:xmpp:sm:3'><item-not-found "
        "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed><bound xmlns='urn:xmpp:bind:0'/>"
        "<authorization-identifier>alice@clinic.test/x</authorization-identifier></success>");
    REQUIRE(failed.resumeFailed);
    CHECK(failed.resumeFailed->condition == "item-not-found");
    CHECK(failed.resumeFailed->handled == 9U);
    CHECK(failed.bound);
}

TEST_CASE("a token without a readable expiry is no token", "[xmpp][XEP-0484][A24]")
{
    const auto* expiry = GENERATE("", "tomorrow", "2026-11-22", "2026-13-22T00:00:00Z");
    const auto success = answer<SaslSuccess>(
        "<success xmlns='urn:xmpp:sasl:2'><token xmlns='urn:xmpp:fast:0' "
        "token='x' expiry='" +
        std::string{expiry} +
        "'/><authorization-identifier>a@b</authorization-identifier></success>");
    CHECK_FALSE(success.token);
}

TEST_CASE("a second factor is asked for by task", "[xmpp][XEP-0388]")
{
    const auto next = answer<SaslContinue>(
        "<continue xmlns='urn:xmpp:sasl:2'><additional-data>dj1z</additional-data><tasks>"
        "<task>TOTP-INIT</task></tasks><text>This account must set up one</text></continue>");
    CHECK(next.tasks == std::vector<std::string>{"TOTP-INIT"});
    CHECK(textOf(*next.additionalData) == "v=s");

    const auto setUp = answer<SaslTaskData>(
        "<task-data xmlns='urn:xmpp:sasl:2'><totp "
        "xmlns='urn:xmpp:mfa:0'>otpauth://totp/clinic.test:"
        "alice%40clinic.test?secret=W5Y23QCQOH3ZTTLX5KPNM2A75UVRNU5I&amp;issuer=clinic.test</totp>"
        "<recovery xmlns='urn:x-sotto:mfa:0'><code>ABCDE-FGHIJ</code><code>KLMNO-PQRST</code>"
        "</recovery></task-data>");
    CHECK(setUp.setUp.otpauthUri.ends_with("UVRNU5I&issuer=clinic.test"));
    CHECK(setUp.setUp.recoveryCodes == std::vector<std::string>{"ABCDE-FGHIJ", "KLMNO-PQRST"});

    const auto plain = answer<SaslTaskData>(
        "<task-data xmlns='urn:xmpp:sasl:2'><totp xmlns='urn:xmpp:mfa:0'/></task-data>");
    CHECK(plain.setUp.otpauthUri.empty());
}

TEST_CASE("a failure names its reason", "[xmpp][XEP-0388]")
{
    struct Case {
        const char* inner;
        SaslFailure::Condition condition;
        SecondFactorRefusal::Kind kind;
        std::chrono::seconds lockedFor;
        bool untilReset;
    };

    using Condition = SaslFailure::Condition;
    using Kind = SecondFactorRefusal::Kind;
    const auto c = GENERATE(values<Case>({
        {"<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", Condition::NotAuthorized,
         Kind::Unknown, 0s, false},
        {"<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><wrong-code "
         "xmlns='urn:x-sotto:mfa:0'/>",
         Condition::NotAuthorized, Kind::WrongCode, 0s, false},
        {"<reused-code xmlns='urn:x-sotto:mfa:0'/><not-authorized "
         "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
         Condition::NotAuthorized, Kind::ReusedCode, 0s, false},
        {"<temporary-auth-failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><locked "
         "xmlns='urn:x-sotto:mfa:0' seconds='30'/>",
         Condition::TemporaryAuthFailure, Kind::Locked, 30s, false},
        {"<temporary-auth-failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><locked "
         "xmlns='urn:x-sotto:mfa:0' seconds='0' hard='true'/>",
         Condition::TemporaryAuthFailure, Kind::Locked, 0s, true},
        {"<temporary-auth-failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><locked "
         "xmlns='urn:x-sotto:mfa:0' seconds='-5'/>",
         Condition::TemporaryAuthFailure, Kind::Locked, 0s, false},
        {"<credentials-expired xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><text>x</text>",
         Condition::CredentialsExpired, Kind::Unknown, 0s, false},
        {"<account-disabled xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", Condition::AccountDisabled,
         Kind::Unknown, 0s, false},
        {"<not-authorized xmlns='urn:other'/><wrong-code xmlns='urn:other'/>", Condition::Unknown,
         Kind::Unknown, 0s, false},
        {"", Condition::Unknown, Kind::Unknown, 0s, false},
    }));
    CAPTURE(c.inner);

    const auto failure = answer<SaslFailure>("<failure xmlns='urn:xmpp:sasl:2'>" +
                                             std::string{c.inner} + "</failure>");

    CHECK(failure.condition == c.condition);
    CHECK(failure.secondFactor.kind == c.kind);
    CHECK(failure.secondFactor.lockedFor == c.lockedFor);
    CHECK(failure.secondFactor.untilReset == c.untilReset);
}

TEST_CASE("a failure in the older namespace ends a login too", "[xmpp][XEP-0388]")
{
    const auto xml = element("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><aborted/>"
                             "<text xml:lang='en'>Aborted</text></failure>");
    CHECK(isSaslAnswer(xml));
    const auto failure = std::get<SaslFailure>(*parseSaslAnswer(xml));
    CHECK(failure.condition == SaslFailure::Condition::Aborted);
    CHECK(failure.text == "Aborted");
}

TEST_CASE("the text of a failure is cut between characters", "[xmpp][hostile][A29]")
{
    std::string text = "x";
    for (int i = 0; i < 50'000; ++i)
        text += "\u00E9";
    const auto failure =
        answer<SaslFailure>("<failure xmlns='urn:xmpp:sasl:2'><text>" + text + "</text></failure>");
    CHECK(failure.text.size() == 255);
}

TEST_CASE("a login answer that breaks its grammar is refused", "[xmpp][XEP-0388][hostile]")
{
    const auto xml = GENERATE(
        as<std::string>{}, "<challenge xmlns='urn:xmpp:sasl:2'>n,,</challenge>",
        "<challenge xmlns='urn:xmpp:sasl:2'>eA</challenge>",
        "<challenge xmlns='urn:xmpp:sasl:2'> eA==</challenge>",
        "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>eA==</challenge>",
        "<success xmlns='urn:xmpp:sasl:2'/>",
        "<success "
        "xmlns='urn:xmpp:sasl:2'><authorization-identifier>a@b@c</authorization-identifier>"
        "</success>",
        "<success xmlns='urn:xmpp:sasl:2'><authorization-identifier>a@b</authorization-identifier>"
        "<additional-data>!</additional-data></success>",
        "<success xmlns='urn:xmpp:sasl:2'><authorization-identifier>a@b</authorization-identifier>"
        "<resumed xmlns='urn:xmpp:sm:3' previd='x' h='4294967296'/></success>",
        "<success xmlns='urn:xmpp:sasl:2'><authorization-identifier>a@b</authorization-identifier>"
        "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' resume='true'/></bound>"
        "</success>",
        "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
        "<continue xmlns='urn:xmpp:sasl:2'/>",
        "<continue xmlns='urn:xmpp:sasl:2'><tasks/></continue>",
        "<task-data xmlns='urn:xmpp:sasl:2'/>",
        "<task-data xmlns='urn:xmpp:sasl:2'><totp xmlns='urn:xmpp:mfa:0'>javascript:x</totp>"
        "</task-data>",
        "<task-data xmlns='urn:xmpp:sasl:2'><totp xmlns='urn:xmpp:mfa:0'>otpauth://totp/a b</totp>"
        "</task-data>",
        "<task-data xmlns='urn:xmpp:sasl:2'><totp xmlns='urn:xmpp:mfa:0'/><recovery "
        "xmlns='urn:x-sotto:mfa:0'><code/></recovery></task-data>",
        "<message/>");
    CAPTURE(xml);
    const auto parsed = parseSaslAnswer(element(xml));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Malformed);
}
