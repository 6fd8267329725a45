// SPDX-License-Identifier: GPL-3.0-or-later
// What an Engine does at the door of a session: passing on what a person types, and the PIN.
#include "core/domain/pin.h"
#include "core/engine/doorway.h"
#include "core/engine/engine.h"
#include "core/engine/open_session.h"
#include "core/engine/sign_in.h"

namespace sotto::engine {

void Engine::connectDoorway()
{
    connect(m_link.get(), &RelayLink::failed, this, &Engine::withdraw);
    connect(&m_doorway->offline, &OfflineAccess::changed, this, &Engine::tellOffline);
    connect(&m_doorway->offline, &OfflineAccess::ended, this, [this] {
        if (m_open && !m_open->isReading())
            endSoon(ProblemKind::OutOfContact);
    });
}

/// What the relay takes back, the ways in that it had granted go with it.
void Engine::withdraw(const relay::LoginFailure& failure)
{
    using Kind = relay::LoginFailure::Kind;
    const bool tokenRefused = failure.kind == Kind::TokenExpired && (!m_open || m_hadToken);
    if (failure.kind != Kind::AccountDisabled && !tokenRefused)
        return;
    m_doorway->offline.erase();
    m_doorway->quick.erase();
}

/// Only to an open session: a page before it says what it needs by itself.
void Engine::tellOffline()
{
    if (!m_open)
        return;
    auto offline = m_doorway->offline.snapshot();
    offline.signInNeeded = !m_link->isOnline() && !m_link->token();
    Q_EMIT offlineChanged(offline);
}

void Engine::tellPin()
{
    auto& quick = m_doorway->quick;
    Q_EMIT pinStateChanged(!quick.maySet()     ? PinState::NotAllowed
                               : quick.isSet() ? PinState::Set
                                               : PinState::NotSet);
}

void Engine::submitCode(QString codeOrRecoveryCode)
{
    if (m_signIn && !m_open)
        m_signIn->submitCode(codeOrRecoveryCode.trimmed().toStdString());
}

void Engine::confirmCodesKept()
{
    if (m_signIn && !m_open)
        m_signIn->confirmCodesKept();
}

void Engine::submitVaultRecoveryCode(SecretBytes code)
{
    if (m_signIn && !m_open)
        m_signIn->submitVaultRecoveryCode(std::move(code));
}

void Engine::submitOldPassword(SecretBytes oldPassword)
{
    if (m_signIn && !m_open)
        m_signIn->submitOldPassword(std::move(oldPassword));
}

void Engine::submitPin(SecretBytes pin)
{
    if (m_signIn && !m_open)
        m_signIn->submitPin(std::move(pin));
}

void Engine::cancelSignIn()
{
    if (m_doorway && m_doorway->isEmergency() && !m_open)
        Q_EMIT signedOut();
    else if (m_signIn && !m_open)
        m_signIn->cancel();
}

/// The password again: who passes by an open session must not leave a key of their own.
void Engine::setPin(SecretBytes password, SecretBytes pin)
{
    if (!m_open || m_open->isReading())
        return;
    auto& attempts = m_doorway->attempts;
    if (pinFault(pin.text()) != PinFault::None) {
        Q_EMIT pinAnswered(PinAnswer::TooSimple);
        return;
    }
    if (attempts.unlocksUsedUp()) {
        Q_EMIT pinAnswered(PinAnswer::TooManyTries);
        return;
    }
    (void)attempts.countUnlock();
    m_doorway->vault.setPin(std::move(password), std::move(pin))
        .then(m_open.get(), [this](const Result<Done>& set) {
            if (!set && set.error().code == Errc::Denied) {
                Q_EMIT pinAnswered(PinAnswer::WrongPassword);
                return;
            }
            m_doorway->attempts.takeBack();
            const bool offline =
                !set && (set.error().code == Errc::Network || set.error().code == Errc::Timeout);
            Q_EMIT pinAnswered(set           ? PinAnswer::Set
                                   : offline ? PinAnswer::Offline
                                             : PinAnswer::Failed);
            tellPin();
        });
}

void Engine::removePin()
{
    if (!m_open || m_open->isReading())
        return;
    m_doorway->quick.erase();
    tellPin();
}

}  // namespace sotto::engine
