// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The relay's side of a login, so that a test can tell the truth or lie at each step.

#include "core/relay/stream.h"
#include "tests/support/fake_transport.h"
#include "tests/support/manual_time.h"

#include <string>
#include <vector>

namespace sotto::test {

inline constexpr auto kPassword = "correct horse battery";
inline constexpr auto kToken = "secret-token:fast-abc";

/// Features as Prosody 13.0.1 sends them (shared transcripts), with replaceable parts.
struct Offer {
    std::vector<std::string> mechanisms{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"};
    std::vector<std::string> bindings{"tls-server-end-point", "tls-exporter"};
    bool bind2 = true;
    bool fast = true;
};

std::string featuresXml(const Offer& offer = {});
std::string headerXml();
std::string base64Of(std::string_view text);

struct Answer {
    std::uint32_t iterations = 4096;
    bool downgradeHash = true;
    std::string extraNonce = "relay";
};

/// A RelayStream of nurse@clinic.example with everything around it, and what it signalled.
class StreamTest {
public:
    StreamTest();

    relay::LoginRequest passwordRequest() const;
    relay::LoginRequest tokenRequest() const;

    void open(const Offer& offer = {});  ///< TLS is up, header and features are exchanged
    void challenge(const Answer& answer = {});
    /// Reads the proof, checks it, and gives the server's final message in base64.
    std::string serverFinal();
    std::string fastProof() const;
    void loginWithPassword();  ///< up to online(), no second factor

    void say(std::string_view xml) { transport->server(xml); }

    /// What the client sent since the last look, as elements.
    std::vector<xmpp::Element> sent();
    xmpp::Element sentOne();  ///< exactly one

    ManualTime time;
    FakeTransport* transport = nullptr;
    std::unique_ptr<relay::RelayStream> stream;

    std::vector<relay::CodeTask> codeTasks;
    std::vector<relay::CodeRefusal> refusals;
    std::vector<relay::LoginFailure> failures;
    std::vector<relay::LoginFailure> disconnects;
    std::vector<xmpp::Element> stanzas;
    std::vector<std::string> acked;
    int onlineCount = 0;
    bool resumed = false;
    bool codeAsked = false;
    bool managed = false;
    std::string bound;
    std::string token;
    relay::RelayMemory memory;

private:
    Offer m_offer;
    std::string m_clientFirst;
    std::string m_challenge;
};

inline const std::string kSuccessTail =
    "<bound xmlns='urn:xmpp:bind:0'><enabled xmlns='urn:xmpp:sm:3' resume='1' id='sm-1' "
    "max='3600'/><enabled xmlns='urn:xmpp:carbons:2'/></bound><token xmlns='urn:xmpp:fast:0' "
    "expiry='2026-11-22T19:46:09.336644Z' token='secret-token:fast-abc'/>"
    "<authorization-identifier>nurse@clinic.example/Sotto~1</authorization-identifier></success>";

std::string successXml(const std::string& additionalData, const std::string& tail = kSuccessTail);
std::string continueXml(const std::string& additionalData, const std::string& task = "TOTP");
std::string failureXml(const std::string& children);

}  // namespace sotto::test
