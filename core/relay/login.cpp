// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/login.h"

#include "core/base/encoding.h"
#include "core/crypto/random.h"

#include <algorithm>

namespace sotto::relay {
namespace {

using Kind = LoginFailure::Kind;

constexpr std::string_view kPlus = "SCRAM-SHA-256-PLUS";
constexpr std::string_view kPlain = "SCRAM-SHA-256";  // without channel binding
constexpr std::size_t kMaxCode = 64;

bool contains(const std::vector<std::string>& list, std::string_view item)
{
    return std::ranges::find(list, item) != list.end();
}

Login::Step failWith(Kind kind)
{
    return {std::nullopt, LoginFailure{kind, {}, false}};
}

}  // namespace

LoginRequest LoginRequest::withoutCredential() const
{
    return {.account = account,
            .endpoint = endpoint,
            .credential = SecretBytes{},
            .clientId = clientId,
            .software = software,
            .requestToken = false,
            .wantStreamManagement = false,
            .bind = true,
            .resume = std::nullopt,
            .memory = memory,
            .rules = rules};
}

Login::Login(LoginRequest request, Purpose purpose)
    : m_request(std::move(request)),
      m_purpose(purpose),
      m_seen(m_request.memory)
{
}

Login::~Login()
{
    wipe(m_code);
    wipe(m_shownUri);
}

bool Login::usesToken() const
{
    return std::holds_alternative<FastToken>(m_request.credential);
}

Login::Step Login::begin(xmpp::StreamFeatures offered, TlsInfo tls)
{
    m_offered = std::move(offered);
    m_tls = std::move(tls);
    m_relayProved = false;
    if (m_request.memory.tls13 && !m_tls.tls13 && !m_request.rules.allowTlsDowngrade)
        return failWith(Kind::Tampered);  // hostile.md A10
    m_seen.tls13 = m_seen.tls13 || m_tls.tls13;
    if (m_offered.sasl2Mechanisms.empty()) {
        // Resource binding on offer before any login: hostile.md A4.
        const bool claimsDone = m_offered.saslMechanisms.empty() && m_offered.bind;
        return failWith(claimsDone ? Kind::Closed : Kind::Incompatible);
    }
    if (!m_offered.bind2)
        return failWith(Kind::Incompatible);
    return usesToken() ? beginWithToken() : beginWithPassword();
}

Login::Step Login::beginWithPassword()
{
    const bool relayOffersPlus = contains(m_offered.sasl2Mechanisms, kPlus);
    const bool bound = relayOffersPlus && contains(m_offered.channelBindings, "tls-exporter") &&
        !m_tls.exporter.empty();
    if (!bound && m_request.memory.channelBinding)
        return failWith(Kind::Tampered);  // hostile.md A16, A18
    if (!bound &&
        (!m_request.rules.allowWithoutChannelBinding ||
         !contains(m_offered.sasl2Mechanisms, kPlain)))
        return failWith(Kind::Incompatible);  // also A14: PLAIN is never spoken
    m_seen.channelBinding = m_seen.channelBinding || bound;

    Scram::Settings settings{m_request.account.local(), toBase64(crypto::randomBytes(24)),
                             bound ? m_tls.exporter : Bytes{}, relayOffersPlus};
    m_scram.emplace(std::move(settings), std::get<SecretBytes>(m_request.credential).clone());
    return authenticate(std::string{bound ? kPlus : kPlain}, bytesOf(m_scram->first()));
}

Login::Step Login::beginWithToken()
{
    if (!contains(m_offered.fastMechanisms, kFastMechanism) || m_tls.exporter.empty())
        return failWith(Kind::TokenExpired);
    m_seen.channelBinding = true;
    return authenticate(std::string{kFastMechanism},
                        fastInitiator(m_request.account.local(),
                                      std::get<FastToken>(m_request.credential), m_tls.exporter));
}

Login::Step Login::authenticate(std::string mechanism, Bytes initialResponse)
{
    xmpp::AuthenticateRequest request;
    request.mechanism = std::move(mechanism);
    request.initialResponse = std::move(initialResponse);
    request.userAgent = {m_request.clientId, m_request.software, {}};
    if (usesToken())
        request.fast = xmpp::FastUse{0, m_purpose == Purpose::InvalidateToken};
    if (m_purpose == Purpose::SignIn && m_request.bind) {
        request.bind = xmpp::Bind2Request{"Sotto", true, m_request.wantStreamManagement};
        const auto& resume = m_request.resume;
        if (resume && !resume->id.empty() && m_offered.inlineStreamManagement)
            request.resume = xmpp::SmResumeRequest{resume->id, resume->handled};
        if (m_request.requestToken && contains(m_offered.fastMechanisms, kFastMechanism))
            request.requestTokenFor = kFastMechanism;
    }
    m_state = State::SentFirst;
    return {xmpp::buildAuthenticate(request), {}};
}

Login::Step Login::handle(const xmpp::Element& element)
{
    auto answer = xmpp::parseSaslAnswer(element);
    if (!answer)
        return failWith(Kind::Closed);

    struct Visitor {
        Login& login;

        Step operator()(const xmpp::SaslChallenge& a) { return login.onChallenge(a); }

        Step operator()(const xmpp::SaslContinue& a) { return login.onContinue(a); }

        Step operator()(const xmpp::SaslTaskData& a) { return login.onTaskData(a); }

        Step operator()(xmpp::SaslSuccess& a) { return login.onSuccess(std::move(a)); }

        Step operator()(const xmpp::SaslFailure& a) { return login.onFailure(a); }
    };

    return std::visit(Visitor{*this}, *answer);
}

Login::Step Login::onChallenge(const xmpp::SaslChallenge& challenge)
{
    if (m_state != State::SentFirst || !m_scram)
        return failWith(Kind::Closed);
    const OfferedMechanisms offered{m_offered.sasl2Mechanisms, m_offered.channelBindings};
    const auto proof = m_scram->final(textOf(challenge.data), offered);
    if (!proof) {
        switch (proof.error().code) {
        case Errc::Forged:
            return failWith(Kind::Tampered);
        case Errc::Unsupported:
            return failWith(Kind::Incompatible);
        default:
            return failWith(Kind::Closed);
        }
    }
    if (m_request.memory.downgradeHash && !m_scram->sawDowngradeHash())
        return failWith(Kind::Tampered);  // the hash itself was cut away
    m_state = State::SentFinal;
    return {xmpp::buildSaslResponse(viewOf(*proof)), {}};
}

Login::Step Login::onContinue(const xmpp::SaslContinue& next)
{
    if (usesToken() && m_state == State::SentFirst)
        return failWith(Kind::TokenExpired);  // a token login may not ask (XEP-0484, 3.3)
    if (m_state != State::SentFinal)
        return failWith(Kind::Closed);
    if (!next.additionalData || !m_scram->verify(textOf(*next.additionalData)))
        return failWith(Kind::Tampered);
    m_relayProved = true;
    if (contains(next.tasks, xmpp::kTotpTask))
        m_task = CodeTask::Kind::Totp;
    else if (contains(next.tasks, xmpp::kTotpInitTask))
        m_task = CodeTask::Kind::TotpInit;
    else
        return failWith(Kind::Incompatible);  // hostile.md A22
    m_state = State::AwaitTask;
    return {
        xmpp::buildNext(*m_task == CodeTask::Kind::Totp ? xmpp::kTotpTask : xmpp::kTotpInitTask),
        {}};
}

Login::Step Login::onTaskData(const xmpp::SaslTaskData& data)
{
    if (m_state != State::AwaitTask)
        return failWith(Kind::Closed);
    const auto& uri = data.setUp.otpauthUri;
    const bool settingUp = *m_task == CodeTask::Kind::TotpInit;
    if (settingUp == uri.empty())
        return failWith(Kind::Closed);
    m_state = State::AwaitCode;
    // A code that was typed for another secret than this one is of no use.
    if (!m_code.empty() && uri == m_shownUri)
        return sendCode();
    wipe(m_code);
    m_shownUri = uri;
    return {std::nullopt, CodeTask{*m_task, uri, data.setUp.recoveryCodes}};
}

Login::Step Login::submitCode(std::string code)
{
    if (code.empty() || code.size() > kMaxCode)
        return {std::nullopt, CodeRefusal{}};
    m_code = std::move(code);
    if (m_state == State::AwaitCode)
        return sendCode();
    if (m_state == State::Refused)
        return begin(std::move(m_offered), std::move(m_tls));
    return {};  // a login is under way, or will be when there is a connection
}

Login::Step Login::sendCode()
{
    m_state = State::SentCode;
    auto data = xmpp::buildTaskData(xmpp::buildCode(m_code));
    wipe(m_code);
    return {std::move(data), {}};
}

Result<Done> Login::checkProof(const xmpp::SaslSuccess& success) const
{
    if (usesToken()) {
        if (!success.additionalData)
            return Error{Errc::Forged, "fast responder"};
        return checkFastResponder(*success.additionalData,
                                  std::get<FastToken>(m_request.credential), m_tls.exporter);
    }
    if (success.additionalData)
        return m_scram->verify(textOf(*success.additionalData));
    if (m_relayProved)
        return Done{};
    return Error{Errc::Forged, "scram signature"};
}

Login::Step Login::onSuccess(xmpp::SaslSuccess success)
{
    const bool expected = usesToken() ? m_state == State::SentFirst
                                      : m_state == State::SentFinal || m_state == State::SentCode;
    if (!expected)
        return failWith(Kind::Closed);  // hostile.md A4
    if (!checkProof(success) || success.authorizationId.bare() != m_request.account)
        return failWith(Kind::Tampered);
    const bool bound = (success.bound || success.resumed) && !success.authorizationId.isBare();
    if (m_purpose == Purpose::SignIn && !bound)
        return failWith(Kind::Incompatible);
    if (success.resumed &&
        (!m_request.resume || success.resumed->previousId != m_request.resume->id))
        return failWith(Kind::Closed);
    m_seen.downgradeHash = m_seen.downgradeHash || (m_scram && m_scram->sawDowngradeHash());
    m_state = State::Idle;
    return {std::nullopt, Success{std::move(success), m_seen, m_task.has_value()}};
}

bool Login::connectionLost()
{
    const bool keeps = isWaitingForCode();
    m_state = keeps ? State::Disconnected : State::Idle;
    return keeps;
}

bool Login::isWaitingForCode() const
{
    return m_state == State::AwaitCode || m_state == State::Refused;
}

bool Login::needsConnection() const
{
    return m_state == State::Disconnected && !m_code.empty();
}

}  // namespace sotto::relay
