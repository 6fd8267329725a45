// SPDX-License-Identifier: GPL-3.0-or-later
// What a refused login means.
#include "core/relay/login.h"

namespace sotto::relay {
namespace {

using Kind = LoginFailure::Kind;

}  // namespace

Login::Step Login::onFailure(const xmpp::SaslFailure& failure)
{
    using Refusal = xmpp::SecondFactorRefusal::Kind;
    using Condition = xmpp::SaslFailure::Condition;
    if (m_state == State::Idle || m_state == State::Refused)
        return {std::nullopt, LoginFailure{Kind::Closed, {}, false}};
    auto why = failure.secondFactor;
    if (m_state == State::AwaitCode) {  // the relay got tired of waiting
        m_state = State::Refused;
        return {};
    }
    if (why.kind == Refusal::Unknown && m_state == State::SentCode) {
        if (failure.condition == Condition::TemporaryAuthFailure)
            why.kind = Refusal::Locked;
        else if (failure.condition == Condition::NotAuthorized ||
                 failure.condition == Condition::Aborted)  // ejabberd
            why.kind = Refusal::WrongCode;
    }
    if (m_task && why.kind != Refusal::Unknown)
        return refusal(why);
    return {std::nullopt, failureFor(failure)};
}

Login::Step Login::refusal(const xmpp::SecondFactorRefusal& why)
{
    using Refusal = xmpp::SecondFactorRefusal::Kind;
    m_state = State::Refused;
    wipe(m_code);
    CodeRefusal refused;
    if (why.kind == Refusal::Locked)
        refused = {CodeRefusal::Reason::Locked, why.lockedFor, why.untilReset};
    else if (why.kind == Refusal::ReusedCode)
        refused.reason = CodeRefusal::Reason::Reused;
    Step step{std::nullopt, refused};
    // Setting up begins again at once, because the relay may have made a new secret.
    if (*m_task == CodeTask::Kind::TotpInit && why.kind != Refusal::Locked)
        step.send = begin(std::move(m_offered), std::move(m_tls)).send;
    return step;
}

LoginFailure Login::failureFor(const xmpp::SaslFailure& failure) const
{
    auto meaning = meaningOf(failure);
    meaning.eraseOrder = failure.eraseOrder;
    return meaning;
}

LoginFailure Login::meaningOf(const xmpp::SaslFailure& failure) const
{
    using Condition = xmpp::SaslFailure::Condition;
    const auto& why = failure.secondFactor;
    if (why.kind == xmpp::SecondFactorRefusal::Kind::Locked)
        return {Kind::LockedOut, why.lockedFor, why.untilReset};
    switch (failure.condition) {
    case Condition::AccountDisabled:
        return {Kind::AccountDisabled, {}, false};
    case Condition::TemporaryAuthFailure:
        return {Kind::LockedOut, {}, false};
    case Condition::NotAuthorized:
        return {usesToken() ? Kind::TokenExpired : Kind::WrongPassword, {}, false};
    case Condition::CredentialsExpired:
        return {usesToken() ? Kind::TokenExpired : Kind::AccountDisabled, {}, false};
    default:
        return {usesToken() ? Kind::TokenExpired : Kind::Incompatible, {}, false};
    }
}

}  // namespace sotto::relay
