// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/content.h"
#include "core/xmpp/encryption_notice.h"
#include "core/xmpp/hints.h"
#include "core/xmpp/messages.h"
#include "core/xmpp/namespaces.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using namespace std::chrono_literals;

namespace {

std::vector<Element> childrenOf(const std::string& inner)
{
    return test::element("<content xmlns='urn:xmpp:sce:1'>" + inner + "</content>").children;
}

Errc refusal(const std::string& inner)
{
    const auto content = parseContent(childrenOf(inner));
    REQUIRE_FALSE(content);
    return content.error().code;
}

Content correction(const char* target)
{
    TextMessage text{"give 0.5 mg", {}};
    text.replaces = target;
    return text;
}

Content escalated(const char* first)
{
    TextMessage text{"x", {Urgency::Stat, std::nullopt}};
    text.escalated = Escalated{*Jid::parse(first), wallTimeFromMs(1'795'000'000'000)};
    return text;
}

Content about(PatientTag patient)
{
    TextMessage text{"call me", {}};
    text.patient = std::move(patient);
    return text;
}

}  // namespace

TEST_CASE("every content survives a round trip", "[xmpp][XEP-0420]")
{
    const auto content = GENERATE(values<Content>({
        TextMessage{"BP 90/60 <now> & \"here\"\n\u00E9\U0001F48A", {Urgency::Stat, 900s}},
        TextMessage{"hello", {Urgency::Fyi, std::nullopt}},
        TextMessage{"x", {Urgency::Action, 1s}},
        TextMessage{"x", {Urgency::Concern, 604800s}},
        ReceivedReceipt{{"m-1"}},
        ReceivedReceipt{{"m-1", "m-2", "m-3"}},
        ReadReceipt{{"m-1", "m-2"}},
        Acknowledgement{"m-1"},
        Acknowledgement{"m-1", Answer::Accepted},
        Acknowledgement{"m-1", Answer::Completed},
        Acknowledgement{"m-1", Answer::Declined},
        Recall{"m-1"},
        correction("m-1"),
        escalated("lee@clinic.example"),
        about({"Jane \"J\" <Smith> \u00E9", "44-71", {"SUD", "HIV"}}),
        about({"Jane Smith", ""}),
        about({"", "4471"}),
        TextMessage{"x", {}, "m-0", std::nullopt},
        TextMessage{"x", {}, std::nullopt, "m-1"},
        TextMessage{"x", {}, "m-0", "m-1"},
        TextMessage{"aesgcm://x/y#00",
                    {},
                    std::nullopt,
                    std::nullopt,
                    FileInfo{"ECG <lead> 2.png", "image/png", 104'857'600, Bytes(32, 7)}},
        ResendRequest{{"m-1"}},
        ResendRequest{{"m-1", "m-2"}},
        ResendAnswer{"m-1", ResendResult::NotAMessage},
        ResendAnswer{"m-1", ResendResult::Unknown},
        KeyExchangeOnly{},
    }));
    std::string xml;
    for (const auto& e : buildContent(content))
        xml += toXml(e);
    CAPTURE(xml);
    const auto parsed = parseContent(childrenOf(xml));
    REQUIRE(parsed);
    CHECK(*parsed == content);
}

TEST_CASE("a text without urgency is for your information", "[xmpp]")
{
    const auto content = parseContent(childrenOf("<body xmlns='jabber:client'>x</body>"));
    REQUIRE(content);
    CHECK(std::get<TextMessage>(*content).urgency == ClinicalUrgency{});
    CHECK(alertOf(*content) == Urgency::Fyi);
    CHECK(alertOf(ReadReceipt{{"m"}}) == Urgency::None);
    CHECK(alertOf(Recall{"m"}) == Urgency::None);
    CHECK(alertOf(correction("m")) == Urgency::None);
    CHECK(alertOf(ResendRequest{{"m"}}) == Urgency::None);
    CHECK(alertOf(ResendAnswer{"m"}) == Urgency::None);
    CHECK(alertOf(TextMessage{"x", {Urgency::Stat, {}}}) == Urgency::Stat);
}

TEST_CASE("the elements are those that the format page names", "[xmpp]")
{
    CHECK(toXml(buildUrgency({Urgency::Stat, 900s})) ==
          "<urgency xmlns='urn:x-sotto:clinical:0' level='stat' within='900'/>");
    CHECK(toXml(buildPatient({"Jane Smith", "4471", {"SUD", "HIV"}})) ==
          "<patient xmlns='urn:x-sotto:clinical:0' labels='SUD,HIV' mrn='4471' "
          "name='Jane Smith'/>");
    CHECK(toXml(buildAnswer(Answer::Acknowledged, "m")) ==
          "<acknowledged xmlns='urn:x-sotto:clinical:0' id='m'/>");
    CHECK(toXml(buildAnswer(Answer::Declined, "m")) ==
          "<declined xmlns='urn:x-sotto:clinical:0' id='m'/>");
    CHECK(toXml(buildContent(ReceivedReceipt{{"m"}}).front()) ==
          "<received xmlns='urn:xmpp:receipts' id='m'/>");
    CHECK(toXml(buildContent(ReadReceipt{{"m"}}).front()) ==
          "<displayed xmlns='urn:xmpp:chat-markers:0' id='m'/>");
    CHECK(toXml(buildPrevious("m")) == "<previous xmlns='urn:x-sotto:clinical:0' id='m'/>");
    CHECK(toXml(buildResent("m")) == "<resent xmlns='urn:x-sotto:clinical:0' id='m'/>");
    CHECK(toXml(buildContent(ResendRequest{{"m"}}).front()) ==
          "<resend xmlns='urn:x-sotto:clinical:0' id='m'/>");
    CHECK(toXml(buildResendAnswer("m", ResendResult::NotAMessage)) ==
          "<resend-answer xmlns='urn:x-sotto:clinical:0' id='m' result='not-a-message'/>");
    CHECK(toXml(buildResendAnswer("m", ResendResult::Unknown)) ==
          "<resend-answer xmlns='urn:x-sotto:clinical:0' id='m' result='unknown'/>");
}

TEST_CASE("an envelope says one thing", "[xmpp][hostile]")
{
    const std::string body = "<body xmlns='jabber:client'>x</body>";
    const std::string received = "<received xmlns='urn:xmpp:receipts' id='m'/>";
    const std::string displayed = "<displayed xmlns='urn:xmpp:chat-markers:0' id='m'/>";
    const std::string acknowledged = "<acknowledged xmlns='urn:x-sotto:clinical:0' id='m'/>";
    const std::string retract = "<retract xmlns='urn:xmpp:message-retract:1' id='m'/>";
    const std::string replace = "<replace xmlns='urn:xmpp:message-correct:0' id='m'/>";
    const std::string escalated =
        "<escalated xmlns='urn:x-sotto:clinical:0' first='lee@clinic.example' "
        "at='2026-11-21T19:46:32.789Z'/>";
    const std::string done = "<done xmlns='urn:x-sotto:clinical:0' id='m'/>";
    const std::string urgency = "<urgency xmlns='urn:x-sotto:clinical:0' level='stat'/>";
    const std::string previous = "<previous xmlns='urn:x-sotto:clinical:0' id='m'/>";
    const std::string resent = "<resent xmlns='urn:x-sotto:clinical:0' id='m'/>";
    const std::string resend = "<resend xmlns='urn:x-sotto:clinical:0' id='m'/>";
    const std::string answer =
        "<resend-answer xmlns='urn:x-sotto:clinical:0' id='m' result='unknown'/>";
    const auto inner = GENERATE_COPY(
        as<std::string>{}, body + received, body + displayed, body + acknowledged,
        received + displayed, received + acknowledged, urgency + received, body + body, urgency,
        body + urgency + urgency, acknowledged + acknowledged, previous, resent,
        body + previous + previous, body + resent + resent, body + resend, body + answer,
        resend + answer, answer + answer, received + resend, received + previous, resend + resent,
        acknowledged + done, done + done, body + done, received + done, retract + body,
        retract + retract, retract + done, replace, body + replace + replace, replace + retract,
        escalated, escalated + escalated, body + escalated + escalated);
    CAPTURE(inner);
    CHECK(refusal(inner) == Errc::Malformed);
}

TEST_CASE("content that breaks its grammar is refused", "[xmpp][hostile]")
{
    const std::string body = "<body xmlns='jabber:client'>x</body>";
    const std::string clinical = " xmlns='urn:x-sotto:clinical:0'";
    std::string many;
    for (int i = 0; i < 101; ++i)
        many += "<received xmlns='urn:xmpp:receipts' id='m'/>";
    std::string manyResends;
    for (int i = 0; i < 101; ++i)
        manyResends += "<resend" + clinical + " id='m'/>";
    const auto inner = GENERATE_COPY(
        as<std::string>{}, "<body xmlns='jabber:client'/>", "<received xmlns='urn:xmpp:receipts'/>",
        "<received xmlns='urn:xmpp:receipts' id=''/>",
        "<received xmlns='urn:xmpp:receipts' id='" + std::string(1024, 'm') + "'/>",
        "<acknowledged" + clinical + "/>", body + "<urgency" + clinical + "/>",
        body + "<urgency" + clinical + " level='none'/>",
        body + "<urgency" + clinical + " level='STAT'/>",
        body + "<urgency" + clinical + " level='stat' within='0'/>",
        body + "<urgency" + clinical + " level='stat' within='-1'/>",
        body + "<urgency" + clinical + " level='stat' within='604801'/>",
        body + "<urgency" + clinical + " level='stat' within=''/>",
        body + "<urgency" + clinical + " level='stat' within='99999999999999999999'/>", many,
        body + "<previous" + clinical + "/>", body + "<previous" + clinical + " id=''/>",
        body + "<resent" + clinical + "/>",
        body + "<resent" + clinical + " id='" + std::string(1024, 'm') + "'/>",
        "<resend" + clinical + "/>", "<resend" + clinical + " id=''/>",
        "<resend" + clinical + " id='m'/><resend" + clinical + "/>", manyResends,
        "<resend-answer" + clinical + " id='m'/>",
        "<resend-answer" + clinical + " result='unknown'/>",
        "<resend-answer" + clinical + " id='m' result=''/>",
        "<resend-answer" + clinical + " id='m' result='Unknown'/>");
    CAPTURE(inner);
    CHECK(refusal(inner) == Errc::Malformed);
}

TEST_CASE("what we do not know is kept for a newer version", "[xmpp]")
{
    CHECK(refusal("<polls xmlns='urn:polls:0' id='m'/>") == Errc::Unsupported);
    CHECK(refusal("<body>in no namespace that we know</body>") == Errc::Unsupported);
    CHECK(parseContent(childrenOf("<body xmlns='jabber:client'>x</body><new xmlns='urn:new'/>")));
}

TEST_CASE("the relay sees the outside of a message only", "[xmpp][XEP-0359][XEP-0334][XEP-0380]")
{
    const auto message = buildSealedMessage(*Jid::parse("lee@clinic.example"), "O",
                                            Element{"encrypted", "urn:x-sotto:sealed:0"});
    CHECK(toXml(message, kClientNs) ==
          "<message id='O' to='lee@clinic.example' type='chat'>"
          "<encrypted xmlns='urn:x-sotto:sealed:0'/><origin-id xmlns='urn:xmpp:sid:0' id='O'/>"
          "<store xmlns='urn:xmpp:hints'/><encryption xmlns='urn:xmpp:eme:0' name='Sotto' "
          "namespace='urn:x-sotto:sealed:0'/></message>");
    CHECK(claimedEncryption(message) == "urn:x-sotto:sealed:0");
    CHECK(plainBody(message).empty());
    CHECK(claimedEncryption(Element{"message", kClientNs}).empty());
    auto receipt = message;
    dropEncryptionNotice(receipt);
    CHECK(claimedEncryption(receipt).empty());
    CHECK(receipt.children.size() + 1 == message.children.size());
    auto repair = message;
    markForOneDevice(repair);
    CHECK(isForOneDevice(repair));
    CHECK_FALSE(isForOneDevice(message));
    CHECK(toXml(buildNoStore()) == "<no-store xmlns='urn:xmpp:hints'/>");
}

TEST_CASE("a message that phones read too names OMEMO and says nothing in its body")
{
    const auto to = *Jid::parse("lee@clinic.example");
    const Element phone{"encrypted", kOmemo03Ns};
    const auto both = buildPhoneMessage(to, "O", Element{"encrypted", kSealedNs}, phone);
    CHECK(both.child("encrypted", kSealedNs));
    CHECK(both.child("encrypted", kOmemo03Ns));
    CHECK(claimedEncryption(both) == kOmemo03Ns);
    CHECK(plainBody(both) == "This message is encrypted (OMEMO).");
    CHECK(both.child("store", kHintsNs));
    const auto phoneOnly = buildPhoneMessage(to, "O", std::nullopt, phone);
    CHECK_FALSE(phoneOnly.child("encrypted", kSealedNs));
    CHECK(phoneOnly.child("origin-id", kStableIdsNs)->attribute("id") == "O");
}

TEST_CASE("a patient out of bounds, or two of them, make no text", "[xmpp][hostile]")
{
    const std::string body = "<body xmlns='jabber:client'>x</body>";
    const auto patient = [](const std::string& attributes) {
        return "<patient xmlns='urn:x-sotto:clinical:0' " + attributes + "/>";
    };
    const auto attributes = GENERATE(values<std::string>({
        "",
        "name=''",
        "labels='SUD'",
        "mrn='&lt;1&gt;'",
        "name='a&#10;b'",
        "name='x' labels='SUD,SUD'",
        "name='x' labels=',SUD'",
        "name='x' labels='A,B,C,D,E,F,G,H,I'",
    }));
    CAPTURE(attributes);
    CHECK(refusal(body + patient(attributes)) == Errc::Malformed);
    CHECK(refusal(body + patient("name='x'") + patient("name='x'")) == Errc::Malformed);
    CHECK(refusal(patient("name='x'")) == Errc::Malformed);
    CHECK(refusal(body + patient("name='" + std::string(257, 'x') + "'")) == Errc::Malformed);
    CHECK(refusal("<received xmlns='urn:xmpp:receipts' id='m'/>" + patient("name='x'")) ==
          Errc::Malformed);
}
