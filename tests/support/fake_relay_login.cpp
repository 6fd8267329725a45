// SPDX-License-Identifier: GPL-3.0-or-later
// How a client signs in to the fake relay. The server's side of SCRAM and HT is computed
// here, so that a client that does not check it is found out.
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/crypto/kdf.h"
#include "core/relay/fast.h"
#include "core/relay/scram.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/timestamps.h"
#include "tests/support/fake_relay_stream.h"
#include "tests/support/fake_transport.h"

#include <algorithm>
#include <map>

namespace sotto::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kSalt = "c2FsdHNhbHRzYWx0";
constexpr std::uint32_t kIterations = 4096;
constexpr std::string_view kGs2 = "p=tls-exporter,,";

std::string decoded(std::string_view base64)
{
    const auto bytes = fromBase64(base64);
    return bytes ? std::string{textOf(*bytes)} : std::string{};
}

std::string base64(std::string_view text)
{
    return toBase64(viewOf(text));
}

std::string sasl(const std::string& name, const std::string& inside)
{
    return "<" + name + " xmlns='urn:xmpp:sasl:2'>" + inside + "</" + name + ">";
}

/// PBKDF2 once for each password of the program.
const SecretBytes& saltedPassword(const std::string& password)
{
    static std::map<std::string, SecretBytes> salted;
    auto& known = salted[password];
    if (known.empty())
        known = *crypto::pbkdf2HmacSha256(viewOf(password), *fromBase64(kSalt), kIterations);
    return known;
}

}  // namespace

void FakeStream::greet(const xmpp::Element& header)
{
    const auto who = Jid::parse(header.attribute("from"));
    m_account = who ? m_relay.account(*who) : nullptr;
    write("<?xml version='1.0'?><stream:stream version='1.0' xmlns='jabber:client' "
          "xmlns:stream='http://etherx.jabber.org/streams' id='" +
          m_relay.nextId("stream") + "' from='" + kRelayDomain +
          "'><stream:features><authentication xmlns='urn:xmpp:sasl:2'>"
          "<mechanism>SCRAM-SHA-256-PLUS</mechanism><mechanism>SCRAM-SHA-256</mechanism><inline>"
          "<bind xmlns='urn:xmpp:bind:0'><inline><feature var='urn:xmpp:sm:3'/></inline></bind>"
          "<fast xmlns='urn:xmpp:fast:0'><mechanism>HT-SHA-256-EXPR</mechanism></fast>"
          "<sm xmlns='urn:xmpp:sm:3'/></inline></authentication>"
          "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/>"
          "</sasl-channel-binding></stream:features>");
}

void FakeStream::takeLogin(const xmpp::Element& element)
{
    if (!m_account) {
        fail("not-authorized");
    } else if (m_account->disabled) {
        fail("account-disabled");
    } else if (element.is("authenticate", xmpp::kSasl2Ns)) {
        m_authenticate = element;
        if (element.child("fast", xmpp::kFastNs))
            checkToken(element);
        else
            beginScram(element);
    } else if (element.is("response", xmpp::kSasl2Ns)) {
        finishScram(element);
    } else if (element.is("next", xmpp::kSasl2Ns)) {
        write(sasl("task-data",
                   m_account->hasCode ? "<totp xmlns='urn:xmpp:mfa:0'/>"
                                      : "<totp xmlns='urn:xmpp:mfa:0'>otpauth://totp/Clinic:x?"
                                        "secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP</totp>"));
    } else if (element.is("task-data", xmpp::kSasl2Ns)) {
        if (element.childText("totp", "urn:xmpp:mfa:0") == kRelayCode) {
            m_account->hasCode = true;
            succeed({});
        } else {
            write(sasl("failure",
                       "<not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
                       "<wrong-code xmlns='urn:x-sotto:mfa:0'/>"));
        }
    }
}

void FakeStream::beginScram(const xmpp::Element& authenticate)
{
    m_clientFirst = decoded(authenticate.childText("initial-response", xmpp::kSasl2Ns));
    const auto nonce = m_clientFirst.find("r=");
    if (!m_clientFirst.starts_with(kGs2) || nonce == std::string::npos) {
        fail("malformed-request");
        return;
    }
    m_challenge = m_clientFirst.substr(nonce) + "relay,s=" + kSalt +
        ",i=" + std::to_string(kIterations) +
        ",h=" + relay::downgradeHash({{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"}, {"tls-exporter"}});
    write(sasl("challenge", base64(m_challenge)));
}

void FakeStream::finishScram(const xmpp::Element& response)
{
    const auto final = decoded(response.text);
    const auto withoutProof = final.substr(0, final.rfind(",p="));
    auto binding = bytesOf(kGs2);
    const auto exporter = FakeTransport::goodTls().exporter;
    binding.insert(binding.end(), exporter.begin(), exporter.end());
    const auto& salted = saltedPassword(m_account->password);
    const auto message = m_clientFirst.substr(kGs2.size()) + "," + m_challenge + "," + withoutProof;
    const auto clientKey = crypto::hmacSha256(salted.view(), viewOf("Client Key"));
    auto proof = crypto::hmacSha256(crypto::sha256(clientKey.view()), viewOf(message));
    for (std::size_t index = 0; index < proof.size(); ++index)
        proof.data()[index] ^= clientKey.data()[index];
    if (!withoutProof.starts_with("c=" + toBase64(binding) + ",") ||
        final != withoutProof + ",p=" + toBase64(proof.view())) {
        fail("not-authorized");
        return;
    }
    const auto serverKey = crypto::hmacSha256(salted.view(), viewOf("Server Key"));
    const auto signature =
        base64("v=" + toBase64(crypto::hmacSha256(serverKey.view(), viewOf(message)).view()));
    if (!m_account->asksForCode)
        succeed(signature);
    else
        write(sasl("continue",
                   "<additional-data>" + signature + "</additional-data><tasks><task>" +
                       (m_account->hasCode ? "TOTP" : "TOTP-INIT") + "</task></tasks>"));
}

void FakeStream::checkToken(const xmpp::Element& authenticate)
{
    const auto exporter = FakeTransport::goodTls().exporter;
    const auto given = decoded(authenticate.childText("initial-response", xmpp::kSasl2Ns));
    const auto isThat = [&](const std::string& token) {
        const relay::FastToken fast{SecretBytes{viewOf(token)}, {}};
        return given == textOf(relay::fastInitiator(m_account->address.local(), fast, exporter));
    };
    const auto token = std::ranges::find_if(m_account->tokens, isThat);
    if (token == m_account->tokens.end()) {
        fail("not-authorized");
        return;
    }
    auto message = bytesOf("Responder");
    message.insert(message.end(), exporter.begin(), exporter.end());
    const auto proof = toBase64(crypto::hmacSha256(viewOf(*token), message).view());
    if (authenticate.child("fast", xmpp::kFastNs)->attribute("invalidate") == "true")
        m_account->tokens.erase(token);
    succeed(proof);
}

void FakeStream::fail(const std::string& condition)
{
    write(sasl("failure",
               "<" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>" +
                   (m_account ? m_account->eraseOrder : std::string{})));
}

void FakeStream::succeed(const std::string& additionalData)
{
    const auto inside = bindOrResume();
    const auto address = m_session ? m_session->address.toString() : m_account->address.toString();
    write(sasl("success",
               (additionalData.empty()
                    ? std::string{}
                    : "<additional-data>" + additionalData + "</additional-data>") +
                   "<authorization-identifier>" + address + "</authorization-identifier>" + inside +
                   newToken()));
    if (m_session)
        for (const auto& stanza : m_session->unacked)
            deliver(*m_session, stanza);
}

std::string FakeStream::newToken()
{
    if (!m_relay.givesTokens || !m_authenticate.child("request-token", xmpp::kFastNs))
        return {};
    m_account->tokens.push_back(m_relay.nextId("secret-token"));
    const auto expiry = xmpp::formatTimestamp(m_relay.time().clock.wallNow() + 12h);
    return "<token xmlns='urn:xmpp:fast:0' expiry='" + expiry + "' token='" +
        m_account->tokens.back() + "'/>";
}

std::string FakeStream::bindOrResume()
{
    std::string failed;
    if (const auto* resume = m_authenticate.child("resume", xmpp::kStreamManagementNs)) {
        m_session = m_relay.resumable(m_account->address, std::string{resume->attribute("previd")});
        if (m_session) {
            m_session->stream = weak_from_this();
            acked(static_cast<std::uint32_t>(std::stoul(std::string{resume->attribute("h")})));
            return "<resumed xmlns='urn:xmpp:sm:3' h='" + std::to_string(m_session->fromClient) +
                "' previd='" + m_session->resumeId + "'/>";
        }
        failed = "<failed xmlns='urn:xmpp:sm:3'><item-not-found "
                 "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>";
    }
    const auto* bind = m_authenticate.child("bind", xmpp::kBind2Ns);
    if (!bind)
        return {};
    const auto* client = m_authenticate.child("user-agent", xmpp::kSasl2Ns);
    m_session =
        m_relay.bind(*m_account, client ? std::string{client->attribute("id")} : std::string{});
    m_session->stream = weak_from_this();
    m_session->carbons = bind->child("enable", xmpp::kCarbonsNs) != nullptr;
    std::string enabled;
    if (bind->child("enable", xmpp::kStreamManagementNs)) {
        m_session->counting = true;
        m_session->resumeId = m_relay.nextId("sm");
        enabled = "<enabled xmlns='urn:xmpp:sm:3' resume='true' id='" + m_session->resumeId + "'/>";
    }
    return failed + "<bound xmlns='urn:xmpp:bind:0'>" + enabled + "</bound>";
}

}  // namespace sotto::test
