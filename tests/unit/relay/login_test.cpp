// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/relay/scripted_relay.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

using Kind = LoginFailure::Kind;

const std::string kTaskTotp =
    "<task-data xmlns='urn:xmpp:sasl:2'><totp xmlns='urn:xmpp:mfa:0'/></task-data>";

std::string taskInit(const std::string& secret)
{
    return "<task-data xmlns='urn:xmpp:sasl:2'><totp "
           "xmlns='urn:xmpp:mfa:0'>otpauth://totp/clinic.example:nurse?secret=" +
        secret +
        "&amp;issuer=clinic.example</totp><recovery xmlns='urn:x-sotto:mfa:0'>"
        "<code>AAAAA-BBBBB</code><code>CCCCC-DDDDD</code></recovery></task-data>";
}

const std::string kWrongCode =
    failureXml("<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><wrong-code "
               "xmlns='urn:x-sotto:mfa:0'/>");

void checkFailed(const StreamTest& test, Kind kind)
{
    CHECK(test.onlineCount == 0);
    REQUIRE(test.failures.size() == 1);
    CHECK(test.failures.front().kind == kind);
    CHECK_FALSE(test.transport->isOpen);
}

/// Up to the point where the relay waits for the code.
void reachCode(StreamTest& test)
{
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge();
    test.say(continueXml(test.serverFinal()));
    test.transport->client("<next xmlns='urn:xmpp:sasl:2' task='TOTP'/>");
    test.say(kTaskTotp);
    REQUIRE(test.codeTasks.size() == 1);
}

std::string codeXml(const std::string& code)
{
    return "<task-data xmlns='urn:xmpp:sasl:2'><totp xmlns='urn:xmpp:mfa:0'>" + code +
        "</totp></task-data>";
}

}  // namespace

TEST_CASE("A password login asks for everything in one step and comes online")
{
    StreamTest test;
    test.stream->start(test.passwordRequest());
    CHECK(test.transport->endpoints.front().host == "127.0.0.1");
    test.open();
    test.challenge();
    test.say(successXml(test.serverFinal()) +
             "<stream:features><ver xmlns='urn:xmpp:features:rosterver'/></stream:features>");
    CHECK(test.onlineCount == 1);
    CHECK(test.bound == "nurse@clinic.example/Sotto~1");
    CHECK(test.token == kToken);
    CHECK(test.managed);
    CHECK_FALSE(test.resumed);
    CHECK_FALSE(test.codeAsked);
    CHECK(test.memory == RelayMemory{true, true, true});
    CHECK(test.stream->isOnline());
}

TEST_CASE("The request for a login carries bind, counting, token and the device's id")
{
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    const auto request = test.sentOne();
    CHECK(request.attribute("mechanism") == "SCRAM-SHA-256-PLUS");
    const auto* agent = request.child("user-agent", "urn:xmpp:sasl:2");
    REQUIRE(agent);
    CHECK(agent->attribute("id") == "b5316398-3431-4158-8723-908ada2bbf2f");
    const auto* bind = request.child("bind", "urn:xmpp:bind:0");
    REQUIRE(bind);
    CHECK(bind->child("enable", "urn:xmpp:sm:3"));
    CHECK(bind->child("enable", "urn:xmpp:carbons:2"));
    const auto* token = request.child("request-token", "urn:xmpp:fast:0");
    REQUIRE(token);
    CHECK(token->attribute("mechanism") == "HT-SHA-256-EXPR");
}

TEST_CASE("A session that starts locked asks for no counting")
{
    StreamTest test;
    auto request = test.passwordRequest();
    request.wantStreamManagement = false;
    test.stream->start(std::move(request));
    test.open();
    CHECK_FALSE(test.sentOne().child("bind", "urn:xmpp:bind:0")->child("enable", "urn:xmpp:sm:3"));
}

TEST_CASE("The code follows only after the relay proved that it knows the password")
{
    StreamTest test;
    reachCode(test);
    CHECK(test.codeTasks.front().kind == CodeTask::Kind::Totp);
    CHECK(test.transport->takeSent().empty());
    test.stream->submitCode("123456");
    test.transport->client(codeXml("123456"));
    test.say(successXml({}));
    CHECK(test.onlineCount == 1);
    CHECK(test.codeAsked);
}

TEST_CASE("A relay that does not know the password gets no code")
{
    const auto proof =
        GENERATE(values<std::string>({"", base64Of("v=AAAA"), base64Of("x"), base64Of("e=other")}));
    CAPTURE(proof);
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge();
    test.serverFinal();
    test.say(continueXml(proof));
    checkFailed(test, Kind::Tampered);
    CHECK(test.codeTasks.empty());
}

TEST_CASE("A wrong code can be followed by a right one without the password")
{
    StreamTest test;
    reachCode(test);
    test.stream->submitCode("000000");
    test.transport->client(codeXml("000000"));
    test.say(kWrongCode);
    REQUIRE(test.refusals.size() == 1);
    CHECK(test.refusals.front().reason == CodeRefusal::Reason::Wrong);
    CHECK(test.failures.empty());

    test.stream->submitCode("123456");
    test.challenge();
    test.say(continueXml(test.serverFinal()));
    test.transport->client("<next xmlns='urn:xmpp:sasl:2' task='TOTP'/>");
    test.say(kTaskTotp);
    test.transport->client(codeXml("123456"));
    test.say(successXml({}));
    CHECK(test.onlineCount == 1);
    CHECK(test.codeTasks.size() == 1);
}

TEST_CASE("The reasons of a refused code are told apart, in both namespaces")
{
    const auto [xml, reason, wait, hard] =
        GENERATE(table<std::string, CodeRefusal::Reason, int, bool>({
            {kWrongCode, CodeRefusal::Reason::Wrong, 0, false},
            {failureXml("<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
             CodeRefusal::Reason::Wrong, 0, false},
            {"<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><aborted/></failure>",
             CodeRefusal::Reason::Wrong, 0, false},
            {failureXml("<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/><reused-code "
                        "xmlns='urn:x-sotto:mfa:0'/>"),
             CodeRefusal::Reason::Reused, 0, false},
            {failureXml("<temporary-auth-failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
                        "<locked xmlns='urn:x-sotto:mfa:0' seconds='30'/>"),
             CodeRefusal::Reason::Locked, 30, false},
            {failureXml("<temporary-auth-failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
                        "<locked xmlns='urn:x-sotto:mfa:0' seconds='0' hard='true'/>"),
             CodeRefusal::Reason::Locked, 0, true},
            {failureXml("<temporary-auth-failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
             CodeRefusal::Reason::Locked, 0, false},
        }));
    CAPTURE(xml);
    StreamTest test;
    reachCode(test);
    test.stream->submitCode("000000");
    test.transport->takeSent();
    test.say(xml);
    REQUIRE(test.refusals.size() == 1);
    CHECK(test.refusals.front().reason == reason);
    CHECK(test.refusals.front().wait == std::chrono::seconds{wait});
    CHECK(test.refusals.front().hard == hard);
}

TEST_CASE("If the relay hangs up while a person types, the login is repeated with the code")
{
    const bool refusedFirst = GENERATE(false, true);
    StreamTest test;
    reachCode(test);
    if (refusedFirst) {
        test.stream->submitCode("000000");
        test.say(kWrongCode);
    }
    test.transport->takeSent();
    test.time.advance(10min);
    CHECK(test.failures.empty());  // nobody hurries a person
    test.say("</stream:stream>");
    test.transport->ended();
    CHECK(test.failures.empty());
    CHECK(test.transport->opens == 1);

    test.stream->submitCode("123456");
    CHECK(test.transport->opens == 2);
    test.open();
    test.challenge();
    test.say(continueXml(test.serverFinal()));
    test.transport->client("<next xmlns='urn:xmpp:sasl:2' task='TOTP'/>");
    test.say(kTaskTotp);
    test.transport->client(codeXml("123456"));
    test.say(successXml({}));
    CHECK(test.onlineCount == 1);
}

TEST_CASE("Setting up a second factor shows the secret, and a new one after a wrong code")
{
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge();
    test.say(continueXml(test.serverFinal(), "TOTP-INIT"));
    test.transport->client("<next xmlns='urn:xmpp:sasl:2' task='TOTP-INIT'/>");
    test.say(taskInit("AAAA"));
    REQUIRE(test.codeTasks.size() == 1);
    CHECK(test.codeTasks.back().kind == CodeTask::Kind::TotpInit);
    CHECK(test.codeTasks.back().otpauthUri ==
          "otpauth://totp/clinic.example:nurse?secret=AAAA&issuer=clinic.example");
    CHECK(test.codeTasks.back().recoveryCodes ==
          std::vector<std::string>{"AAAAA-BBBBB", "CCCCC-DDDDD"});
    test.stream->submitCode("111111");
    test.transport->client(codeXml("111111"));
    test.say(kWrongCode);
    CHECK(test.refusals.size() == 1);

    test.challenge();                   // begins again by itself
    test.stream->submitCode("222222");  // typed for the old secret
    test.say(continueXml(test.serverFinal(), "TOTP-INIT"));
    test.transport->takeSent();
    test.say(taskInit("BBBB"));
    CHECK(test.transport->takeSent().empty());
    REQUIRE(test.codeTasks.size() == 2);
    test.stream->submitCode("333333");
    test.transport->client(codeXml("333333"));
    test.say(successXml({}));
    CHECK(test.onlineCount == 1);
}

TEST_CASE("Failures before the code have their own kinds")
{
    const auto sasl = [](const std::string& condition) {
        return failureXml("<" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    };
    const auto [xml, kind] = GENERATE_COPY(table<std::string, Kind>({
        {sasl("not-authorized"), Kind::WrongPassword},
        {sasl("account-disabled"), Kind::AccountDisabled},
        {sasl("temporary-auth-failure"), Kind::LockedOut},
        {sasl("credentials-expired"), Kind::AccountDisabled},
        {sasl("mechanism-too-weak"), Kind::Incompatible},
        {sasl("malformed-request"), Kind::Incompatible},
        {sasl("invented-condition"), Kind::Incompatible},
        {"<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>",
         Kind::WrongPassword},
    }));
    CAPTURE(xml);
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge();
    test.say(xml);
    checkFailed(test, kind);
}

TEST_CASE("A lock-out says for how long")
{
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge();
    test.say(failureXml("<temporary-auth-failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
                        "<locked xmlns='urn:x-sotto:mfa:0' seconds='60'/>"));
    checkFailed(test, Kind::LockedOut);
    CHECK(test.failures.front().wait == 60s);
}

TEST_CASE("A relay that offers less than we need is refused before anything is said")
{
    const auto [offer, kind] = GENERATE(table<Offer, Kind>({
        {Offer{{"PLAIN"}, {"tls-exporter"}, true, true}, Kind::Incompatible},  // A14
        {Offer{{"SCRAM-SHA-1", "PLAIN"}, {"tls-exporter"}, true, true}, Kind::Incompatible},
        {Offer{{"SCRAM-SHA-256"}, {"tls-exporter"}, true, true}, Kind::Incompatible},
        {Offer{{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"}, {}, true, true}, Kind::Incompatible},
        {Offer{{"SCRAM-SHA-256-PLUS"}, {"tls-server-end-point"}, true, true}, Kind::Incompatible},
        {Offer{{"SCRAM-SHA-256-PLUS"}, {"tls-exporter"}, false, true}, Kind::Incompatible},
        {Offer{{}, {}, true, true}, Kind::Incompatible},
    }));
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open(offer);
    checkFailed(test, kind);
    CHECK(test.transport->takeSent().empty());
}

TEST_CASE("What the relay offered before and hides now is an attack")
{
    auto [offer, memory] = GENERATE(table<Offer, RelayMemory>({
        {Offer{{"SCRAM-SHA-256"}, {}, true, true}, {false, true, false}},  // A16
        {Offer{{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"}, {"tls-server-end-point"}, true, true},
         {false, true, false}},  // A18
        {Offer{{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"}, {}, true, true}, {false, true, false}},
    }));
    StreamTest test;
    auto request = test.passwordRequest();
    request.memory = memory;
    request.rules.allowWithoutChannelBinding = true;
    test.stream->start(std::move(request));
    test.open(offer);
    checkFailed(test, Kind::Tampered);
    CHECK(test.transport->takeSent().empty());
}

TEST_CASE("TLS 1.2 where 1.3 was seen before is an attack unless policy says otherwise (A10)")
{
    const bool allowed = GENERATE(false, true);
    StreamTest test;
    auto request = test.passwordRequest();
    request.memory.tls13 = true;
    request.rules.allowTlsDowngrade = allowed;
    test.stream->start(std::move(request));
    auto tls = FakeTransport::goodTls();
    tls.tls13 = false;
    test.transport->connected(tls);
    test.say(headerXml() + featuresXml());
    CHECK(test.failures.empty() == allowed);
}

TEST_CASE("Policy may allow a relay without channel binding, and then only that")
{
    StreamTest test;
    auto request = test.passwordRequest();
    request.rules.allowWithoutChannelBinding = true;
    test.stream->start(std::move(request));
    test.open({{"SCRAM-SHA-256"}, {}, true, false});
    test.challenge({4096, false, "x"});
    test.say(successXml(test.serverFinal()));
    CHECK(test.onlineCount == 1);
    CHECK(test.memory == RelayMemory{true, false, false});
}

TEST_CASE("Hostile challenges end the login before the proof is sent")
{
    const auto [answer, kind] = GENERATE(table<Answer, Kind>({
        {Answer{4095, true, "relay"}, Kind::Incompatible},  // A20
        {Answer{20'000'000, true, "relay"}, Kind::Incompatible},
        {Answer{4096, true, ""}, Kind::Tampered},  // A21
    }));
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge(answer);
    checkFailed(test, kind);
    CHECK(test.transport->takeSent().empty());
}

TEST_CASE("A downgrade hash that is wrong, or missing where it used to be, is an attack (A17)")
{
    StreamTest test;
    auto request = test.passwordRequest();
    request.memory.downgradeHash = true;
    test.stream->start(std::move(request));
    test.open();
    test.challenge({4096, false, "x"});
    checkFailed(test, Kind::Tampered);

    StreamTest cut;
    cut.stream->start(cut.passwordRequest());
    cut.open({{"SCRAM-SHA-256-PLUS"}, {"tls-exporter"}, true, true});
    const auto first = cut.sentOne().childText("initial-response", "urn:xmpp:sasl:2");
    CHECK_FALSE(first.empty());
    cut.say("<challenge xmlns='urn:xmpp:sasl:2'>" +
            base64Of("r=x,s=AAAA,i=4096,h=WeIn+GOkxTaanG7LQZFDM0bI+cBZDjkfT7yS3mrRcS4=") +
            "</challenge>");
    checkFailed(cut, Kind::Tampered);
}

TEST_CASE("Answers out of turn end the login (A4)")
{
    const auto xml = GENERATE(values<std::string>({
        successXml({}),
        successXml(base64Of("v=AAAA")),
        continueXml(base64Of("v=AAAA")),
        codeXml("1"),
        "<message><body>hello</body></message>",
        "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>",
        "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
        "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
        "<r xmlns='urn:xmpp:sm:3'/>",
        "<stream:features/>",
        "<stream:error><see-other-host "
        "xmlns='urn:ietf:params:xml:ns:xmpp-streams'>10.0.0.1</see-other-host></stream:error>",
        "</stream:stream>",
        "<!-- x -->",
        "text",
    }));
    CAPTURE(xml);
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.transport->takeSent();
    test.say(xml);
    checkFailed(test, Kind::Closed);
    CHECK(test.transport->opens == 1);  // A25: no other host
    CHECK(test.stanzas.empty());
}

TEST_CASE("Features that claim the login is done already are refused (A4)")
{
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.transport->connected();
    test.say(headerXml() +
             "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
             "</stream:features>");
    checkFailed(test, Kind::Closed);
}

TEST_CASE("A success without proof, or for somebody else, is an attack")
{
    const auto variant = GENERATE(0, 1, 2);
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge();
    auto proof = test.serverFinal();
    auto tail = kSuccessTail;
    if (variant == 0)
        proof.clear();
    else if (variant == 1)
        proof = base64Of("v=AAAA");
    else
        tail.replace(tail.find("nurse@"), 5, "admin");
    test.say(successXml(proof, tail));
    checkFailed(test, Kind::Tampered);
}

TEST_CASE("An unknown task is refused (A22)")
{
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.challenge();
    test.say(continueXml(test.serverFinal(), "SEND-MONEY"));
    checkFailed(test, Kind::Incompatible);
}

TEST_CASE("A token login is one round trip and checks the relay's own proof")
{
    StreamTest test;
    test.stream->start(test.tokenRequest());
    test.open();
    const auto request = test.sentOne();
    CHECK(request.attribute("mechanism") == "HT-SHA-256-EXPR");
    CHECK(request.child("fast", "urn:xmpp:fast:0"));
    const bool honest = GENERATE(true, false);
    test.say(successXml(honest ? test.fastProof() : base64Of(std::string(32, 'x'))));
    CHECK(test.onlineCount == (honest ? 1 : 0));
    if (!honest)
        checkFailed(test, Kind::Tampered);
}

TEST_CASE("A token that no longer counts asks for a fresh login (A24)")
{
    const auto xml = GENERATE(values<std::string>({
        failureXml("<credentials-expired xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
        failureXml("<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
        failureXml("<invalid-mechanism xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"),
        continueXml(base64Of("x")),
    }));
    StreamTest test;
    test.stream->start(test.tokenRequest());
    test.open();
    test.say(xml);
    checkFailed(test, Kind::TokenExpired);
}

TEST_CASE("A token is never used without channel binding")
{
    StreamTest test;
    test.stream->start(test.tokenRequest());
    SECTION("no such mechanism")
    {
        test.open({{"SCRAM-SHA-256-PLUS"}, {"tls-exporter"}, true, false});
    }
    SECTION("no exporter value")
    {
        auto tls = FakeTransport::goodTls();
        tls.exporter.clear();
        test.transport->connected(tls);
        test.transport->takeSent();
        test.say(headerXml() + featuresXml());
    }
    checkFailed(test, Kind::TokenExpired);
    CHECK(test.transport->takeSent().empty());
}

TEST_CASE("A stream header that does not fit is refused (A28)")
{
    const auto header = GENERATE(values<std::string>({
        "id='1' version='1.0' from='evil.example'",
        "id='1' version='1.0' from='clinic.example.evil.example'",
        "id='1' version='1.0' from='nurse@clinic.example'",
        "id='1' version='1.0'",
        "version='1.0' from='clinic.example'",
        "id='' version='1.0' from='clinic.example'",
        "id='1' from='clinic.example'",
        "id='1' version='0.9' from='clinic.example'",
        "id='1' version='2.0' from='clinic.example'",
        "id='1' version='1.0' from='clinic.example' to='doctor@clinic.example'",
        "id='1' version='1.0' from='clinic.example' to='@@@'",
    }));
    CAPTURE(header);
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.transport->connected();
    test.transport->takeSent();
    test.say("<stream:stream xmlns='jabber:client' "
             "xmlns:stream='http://etherx.jabber.org/streams' " +
             header + ">" + featuresXml());
    checkFailed(test, Kind::Closed);
    CHECK(test.transport->takeSent().empty());
}

TEST_CASE("Transport errors keep their meaning")
{
    const auto [error, kind] = GENERATE(table<TransportError, Kind>({
        {TransportError::Unreachable, Kind::Unreachable},
        {TransportError::Timeout, Kind::Timeout},
        {TransportError::Lost, Kind::Closed},
        {TransportError::None, Kind::Closed},
        {TransportError::Protocol, Kind::Closed},
        {TransportError::CertificateUntrusted, Kind::CertificateUntrusted},
        {TransportError::CertificateExpired, Kind::CertificateExpired},
        {TransportError::CertificateName, Kind::CertificateName},
        {TransportError::CertificateChanged, Kind::CertificateChanged},
        {TransportError::TlsTooOld, Kind::Incompatible},
    }));
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.transport->ended(error);
    checkFailed(test, kind);
}

TEST_CASE("A relay that falls silent during the login is given up")
{
    const int step = GENERATE(0, 1, 2);
    StreamTest test;
    test.stream->start(test.passwordRequest());
    if (step > 0)
        test.open();
    if (step > 1)
        test.challenge();
    test.time.advance(61s);
    checkFailed(test, Kind::Timeout);
}

TEST_CASE("A huge stream error is cut off by size (A29)")
{
    StreamTest test;
    test.stream->start(test.passwordRequest());
    test.open();
    test.say("<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text "
             "xmlns='urn:ietf:params:xml:ns:xmpp-streams'>" +
             std::string(1 << 20, 'x'));
    checkFailed(test, Kind::Closed);
}

TEST_CASE("An aborted login says nothing and can be followed by another")
{
    StreamTest test;
    reachCode(test);
    test.stream->abort();
    test.stream->submitCode("123456");
    CHECK(test.failures.empty());
    test.time.advance(5min);
    CHECK(test.failures.empty());
    test.loginWithPassword();
}
