// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/transport.h"
#include "core/xmpp/stream_reader.h"
#include "tests/support/fake_relay.h"

#include <QPointer>

namespace sotto::test {

/// What the client holds of a connection to a FakeRelay.
class FakeRelayTransport final : public relay::Transport {
public:
    explicit FakeRelayTransport(FakeRelay& relay) : m_relay(relay) { }

    ~FakeRelayTransport() override { abort(); }

    void open(const relay::Endpoint& endpoint) override;
    void send(ByteView bytes) override;
    void close() override;
    void abort() override;

private:
    FakeRelay& m_relay;
    std::shared_ptr<FakeStream> m_stream;
};

/// The relay's end of one connection: SASL2 with SCRAM-SHA-256-PLUS, TOTP and FAST, Bind2,
/// and the counting of stanzas.
class FakeStream : public std::enable_shared_from_this<FakeStream> {
public:
    FakeStream(FakeRelay& relay, FakeRelayTransport& client) : m_relay(relay), m_client(&client) { }

    void receive(const std::string& bytes);
    void write(const std::string& xml);
    void write(const xmpp::Element& element);
    /// Sends a stanza that is counted, if this session counts.
    void deliver(FakeSession& session, const xmpp::Element& stanza);

    void cut(relay::TransportError why);  ///< by the relay, or the network
    void clientLeft();                    ///< the client let go

private:
    void take(const xmpp::StreamEvent& event);
    void takeElement(const xmpp::Element& element);
    void takeStanza(const xmpp::Element& stanza);
    void takeCounting(const xmpp::Element& element);
    void acked(std::uint32_t h);
    void leave(bool mayResume);

    // fake_relay_login.cpp
    void greet(const xmpp::Element& header);
    void takeLogin(const xmpp::Element& element);
    void beginScram(const xmpp::Element& authenticate);
    void finishScram(const xmpp::Element& response);
    void checkToken(const xmpp::Element& authenticate);
    void succeed(const std::string& additionalData);
    void fail(const std::string& condition);
    std::string bindOrResume();
    std::string newToken();

    FakeRelay& m_relay;
    QPointer<FakeRelayTransport> m_client;
    xmpp::StreamReader m_reader;
    FakeAccount* m_account = nullptr;
    std::shared_ptr<FakeSession> m_session;
    bool m_gone = false;

    xmpp::Element m_authenticate;  ///< the client's wishes for the end of the login
    std::string m_clientFirst;
    std::string m_challenge;
};

}  // namespace sotto::test
