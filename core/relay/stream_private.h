// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The inside of RelayStream. stream.cpp: connection and login. stream_session.cpp: what
// happens while it is online.

#include "core/relay/iq_requests.h"
#include "core/relay/liveness.h"
#include "core/relay/login.h"
#include "core/relay/stream.h"
#include "core/xmpp/stream_reader.h"

namespace sotto::relay {

struct RelayStream::Private {
    enum class Phase : std::uint8_t {
        Idle,
        Connecting,  ///< name, TCP, TLS
        Opening,     ///< our stream header is out
        LoggingIn,
        Waiting,  ///< for a code, without a connection
        Online,
        Closing,  ///< our </stream:stream> is out
    };

    Private(RelayStream* stream, std::unique_ptr<Transport> bytes, Time clock);

    // Connection and login
    void connectTransport();
    void open(const TlsInfo& info);
    void take(const Bytes& bytes);
    void dispatch(xmpp::StreamEvent event);
    void takeHeader(const xmpp::Element& header);
    void takeElement(const xmpp::Element& element);
    void takeOversized(xmpp::Element stanza);
    void apply(Login::Step step);
    void goOnline(Login::Success success);
    std::vector<std::string> continueCounting(const xmpp::SaslSuccess& answer,
                                              std::optional<SmResume> resume);
    void lost(const LoginFailure& why);
    void end(const LoginFailure& why);
    void reset();
    void armDeadline(std::chrono::milliseconds limit);

    // Good-bye
    void finishClosing();
    void forgetToken();

    // Online
    void write(const xmpp::Element& element);
    void writeCounted(std::string id, Bytes bytes);
    void askForAck();
    void takeOnline(const xmpp::Element& element);
    void passOver(xmpp::Element stanza);
    void takeCounting(const xmpp::Element& element);
    void takeAck(const xmpp::Element& element);
    void takeIq(const xmpp::Element& iq);
    bool isPush(const xmpp::Element& iq) const;
    void writeReply(const xmpp::Element& reply);
    void probe();
    void awaitAnswer();

    RelayStream* q;
    std::unique_ptr<Transport> transport;
    Time time;
    xmpp::StreamReader reader;
    Phase phase = Phase::Idle;
    unsigned generation = 0;  ///< rises with each start() and abort(): a slot may call them
    std::optional<Login> login;
    TlsInfo tls;
    Scheduler::HandlePtr deadline;

    IqRequests requests;
    StreamManagement counting;
    bool enabling = false;  ///< <enable/> is out
    bool askAgain = false;
    int questions = 0;                       ///< <r/> that are out
    int sinceQuestion = 0;                   ///< stanzas
    Scheduler::HandlePtr unanswered;         ///< runs while <r/> are out
    std::chrono::milliseconds answerTime{};  ///< until the next <a/> at the latest
    bool ackOwed = false;                    ///< the relay asked while a commit was outstanding
    Liveness liveness;
    std::vector<std::string> pushNamespaces;
    xmpp::DiscoInfo ownFeatures;
    std::optional<Jid> self;

    std::optional<LoginRequest> again;  ///< the present login without its credential
    std::optional<FastToken> token;     ///< the newest
    bool forgetAfterClose = false;
    bool forgetting = false;
};

}  // namespace sotto::relay
