// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/relay/scripted_relay.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/crypto/kdf.h"
#include "core/relay/scram.h"
#include "core/xmpp/stream_reader.h"

namespace sotto::test {
namespace {

constexpr auto kSalt = "c2FsdHNhbHRzYWx0";
constexpr auto kSaslOpen = "xmlns='urn:xmpp:sasl:2'>";

SecretBytes saltedPassword(std::uint32_t iterations)
{
    return *crypto::pbkdf2HmacSha256(viewOf(kPassword), *fromBase64(kSalt), iterations);
}

std::string decoded(std::string_view base64)
{
    const auto bytes = fromBase64(base64);
    REQUIRE(bytes);
    return std::string{textOf(*bytes)};
}

}  // namespace

std::string base64Of(std::string_view text)
{
    return toBase64(viewOf(text));
}

std::string headerXml()
{
    return "<?xml version='1.0'?><stream:stream version='1.0' "
           "xmlns:stream='http://etherx.jabber.org/streams' id='s-1' xml:lang='en' "
           "xmlns='jabber:client' from='clinic.example' to='nurse@clinic.example'>";
}

std::string featuresXml(const Offer& offer)
{
    std::string mechanisms;
    std::string bindings;
    for (const auto& name : offer.mechanisms)
        mechanisms += "<mechanism>" + name + "</mechanism>";
    for (const auto& type : offer.bindings)
        bindings += "<channel-binding type='" + type + "'/>";
    return "<stream:features><authentication xmlns='urn:xmpp:sasl:2'>" + mechanisms + "<inline>" +
        (offer.bind2 ? "<bind xmlns='urn:xmpp:bind:0'><inline><feature var='urn:xmpp:sm:3'/>"
                       "</inline></bind>"
                     : "") +
        (offer.fast ? "<fast xmlns='urn:xmpp:fast:0'><mechanism>HT-SHA-256-EXPR</mechanism>"
                      "<mechanism>HT-SHA-256-NONE</mechanism></fast>"
                    : "") +
        "<sm xmlns='urn:xmpp:sm:3'/></inline></authentication>"
        "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>" +
        bindings + "</sasl-channel-binding></stream:features>";
}

std::string successXml(const std::string& additionalData, const std::string& tail)
{
    const auto extra = additionalData.empty()
        ? std::string{}
        : "<additional-data>" + additionalData + "</additional-data>";
    return std::string{"<success "} + kSaslOpen + extra + tail;
}

std::string continueXml(const std::string& additionalData, const std::string& task)
{
    return std::string{"<continue "} + kSaslOpen + "<additional-data>" + additionalData +
        "</additional-data><tasks><task>" + task + "</task></tasks></continue>";
}

std::string failureXml(const std::string& children)
{
    return std::string{"<failure "} + kSaslOpen + children + "</failure>";
}

StreamTest::StreamTest()
{
    auto fake = std::make_unique<FakeTransport>();
    transport = fake.get();
    stream = std::make_unique<relay::RelayStream>(std::move(fake), time.time());
    using S = relay::RelayStream;
    auto* s = stream.get();
    QObject::connect(s, &S::codeNeeded, s, [this](const auto& task) { codeTasks.push_back(task); });
    QObject::connect(s, &S::codeRefused, s, [this](const auto& why) { refusals.push_back(why); });
    QObject::connect(s, &S::failed, s, [this](const auto& why) { failures.push_back(why); });
    QObject::connect(s, &S::disconnected, s,
                     [this](const auto& why) { disconnects.push_back(why); });
    QObject::connect(s, &S::stanzaReceived, s,
                     [this](const auto& stanza) { stanzas.push_back(stanza); });
    QObject::connect(s, &S::stanzaAcked, s, [this](const auto& id) { acked.push_back(id); });
    QObject::connect(s, &S::online, s, [this](const relay::OnlineInfo& info) {
        ++onlineCount;
        resumed = info.resumed;
        codeAsked = info.codeAsked;
        managed = info.managed;
        bound = info.bound.toString();
        memory = info.memory;
        token = info.token ? std::string{info.token->token.text()} : std::string{};
    });
}

relay::LoginRequest StreamTest::passwordRequest() const
{
    return {.account = *Jid::parseAccount("nurse@clinic.example"),
            .endpoint = {"clinic.example", "127.0.0.1", 5223},
            .credential = SecretBytes{viewOf(kPassword)},
            .clientId = "b5316398-3431-4158-8723-908ada2bbf2f",
            .software = "Sotto",
            .requestToken = true,
            .wantStreamManagement = true,
            .resume = std::nullopt,
            .memory = {},
            .rules = {}};
}

relay::LoginRequest StreamTest::tokenRequest() const
{
    auto request = passwordRequest();
    request.credential = relay::FastToken{SecretBytes{viewOf(kToken)}, {}};
    return request;
}

void StreamTest::open(const Offer& offer)
{
    m_offer = offer;
    transport->connected();
    transport->client("<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
                      "xmlns:stream='http://etherx.jabber.org/streams' to='clinic.example' "
                      "from='nurse@clinic.example' version='1.0' xml:lang='en'>");
    say(headerXml() + featuresXml(offer));
}

std::vector<xmpp::Element> StreamTest::sent()
{
    const auto xml = "<sent xmlns='jabber:client'>" + transport->takeSent() + "</sent>";
    const auto document = xmpp::parseDocument(viewOf(xml));
    REQUIRE(document);
    return document->children;
}

xmpp::Element StreamTest::sentOne()
{
    auto elements = sent();
    REQUIRE(elements.size() == 1);
    return elements.front();
}

void StreamTest::challenge(const Answer& answer)
{
    const auto authenticate = sentOne();
    REQUIRE(authenticate.name == "authenticate");
    m_clientFirst = decoded(authenticate.childText("initial-response", "urn:xmpp:sasl:2"));
    m_challenge = m_clientFirst.substr(m_clientFirst.find("r=")) + answer.extraNonce +
        ",s=" + kSalt + ",i=" + std::to_string(answer.iterations);
    if (answer.downgradeHash)
        m_challenge += ",h=" + relay::downgradeHash({m_offer.mechanisms, m_offer.bindings});
    say("<challenge xmlns='urn:xmpp:sasl:2'>" + base64Of(m_challenge) + "</challenge>");
}

std::string StreamTest::serverFinal()
{
    const auto response = sentOne();
    REQUIRE(response.name == "response");
    const auto final = decoded(response.text);
    const auto withoutProof = final.substr(0, final.rfind(",p="));
    const auto message =
        m_clientFirst.substr(m_clientFirst.find("n=")) + "," + m_challenge + "," + withoutProof;
    const auto salted = saltedPassword(4096);
    const auto clientKey = crypto::hmacSha256(salted.view(), viewOf("Client Key"));
    auto proof = crypto::hmacSha256(crypto::sha256(clientKey.view()), viewOf(message));
    for (std::size_t index = 0; index < proof.size(); ++index)
        proof.data()[index] ^= clientKey.data()[index];
    CHECK(final == withoutProof + ",p=" + toBase64(proof.view()));
    const auto serverKey = crypto::hmacSha256(salted.view(), viewOf("Server Key"));
    return base64Of("v=" + toBase64(crypto::hmacSha256(serverKey.view(), viewOf(message)).view()));
}

std::string StreamTest::fastProof() const
{
    auto message = bytesOf("Responder");
    message.resize(message.size() + 32, 0xE1);
    return toBase64(crypto::hmacSha256(viewOf(kToken), message).view());
}

void StreamTest::loginWithPassword()
{
    stream->start(passwordRequest());
    open();
    challenge();
    say(successXml(serverFinal()));
    REQUIRE(onlineCount == 1);
    transport->takeSent();
}

}  // namespace sotto::test
