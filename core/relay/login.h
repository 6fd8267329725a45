// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/login_types.h"
#include "core/relay/scram.h"
#include "core/xmpp/sasl2.h"
#include "core/xmpp/stream_features.h"

#include <optional>
#include <variant>

namespace sotto::relay {

/// The login dialogue of one account (XEP-0388), without I/O: elements in, elements out.
///
/// It keeps the password from begin() to its end, so that a wrong code can be followed by a
/// right one; it is destroyed, and the password wiped, as soon as the login is over. No code
/// leaves before the relay has proved that it knows the password (SCRAM signature) and that
/// its offers were not cut down on the way (XEP-0474).
class Login {
public:
    struct Success {
        xmpp::SaslSuccess answer;
        RelayMemory memory;
        bool codeAsked = false;
    };

    using Event = std::variant<std::monostate, CodeTask, CodeRefusal, LoginFailure, Success>;

    struct Step {
        std::optional<xmpp::Element> send;  ///< before the event is told
        Event event;
    };

    enum class Purpose : std::uint8_t { SignIn, InvalidateToken };

    explicit Login(LoginRequest request, Purpose purpose = Purpose::SignIn);
    Login(const Login&) = delete;
    Login& operator=(const Login&) = delete;
    ~Login();

    /// A stream is open and has offered this. Again after connectionLost().
    Step begin(xmpp::StreamFeatures offered, TlsInfo tls);
    Step handle(const xmpp::Element& element);

    /// Sends the code, or keeps it for the login that is under way again.
    Step submitCode(std::string code);

    /// True: a person is typing, so the login waits for needsConnection(). False: it failed.
    bool connectionLost();

    bool isWaitingForCode() const;
    bool needsConnection() const;  ///< a code came after connectionLost()

    const LoginRequest& request() const { return m_request; }

private:
    enum class State : std::uint8_t {
        Idle,
        SentFirst,  ///< <authenticate/>
        SentFinal,  ///< the SCRAM proof
        AwaitTask,  ///< <next/>
        AwaitCode,  ///< of the person; the relay waits
        SentCode,
        Refused,       ///< of the person, for another try from the beginning
        Disconnected,  ///< as Refused, but there is no stream
    };

    Step beginWithPassword();
    Step beginWithToken();
    Step authenticate(std::string mechanism, Bytes initialResponse);
    Step onChallenge(const xmpp::SaslChallenge& challenge);
    Step onContinue(const xmpp::SaslContinue& next);
    Step onTaskData(const xmpp::SaslTaskData& data);
    Step onSuccess(xmpp::SaslSuccess success);
    Step onFailure(const xmpp::SaslFailure& failure);
    Step refusal(const xmpp::SecondFactorRefusal& why);
    Step sendCode();
    LoginFailure failureFor(const xmpp::SaslFailure& failure) const;
    LoginFailure meaningOf(const xmpp::SaslFailure& failure) const;
    Result<Done> checkProof(const xmpp::SaslSuccess& success) const;
    bool usesToken() const;

    LoginRequest m_request;
    Purpose m_purpose;
    State m_state = State::Idle;
    xmpp::StreamFeatures m_offered;
    TlsInfo m_tls;
    RelayMemory m_seen;
    std::optional<Scram> m_scram;
    bool m_relayProved = false;  ///< the server signature was right
    std::optional<CodeTask::Kind> m_task;
    std::string m_shownUri;
    std::string m_code;
};

}  // namespace sotto::relay
