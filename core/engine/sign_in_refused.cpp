// SPDX-License-Identifier: GPL-3.0-or-later
// What a SignIn does when the door stays shut: counts, says why, and leaves a way on.
#include "core/engine/problems.h"
#include "core/engine/sign_in.h"

namespace sotto::engine {

/// Tells it, too.
bool SignIn::isLockedOut()
{
    const auto left = m_doorway.attempts.lockedOutFor();
    if (left)
        Q_EMIT problemRaised({ProblemKind::LockedOutHere, toMs(m_time.clock.wallNow() + *left)});
    return left.has_value();
}

/// The relay's word is needed to know that a sign-in failed, and it counts by itself; here it
/// is counted for the person to see, and for whoever stands at this screen.
void SignIn::countLogin(ProblemKind kind)
{
    if (kind == ProblemKind::WrongPassword || kind == ProblemKind::WrongCode ||
        kind == ProblemKind::OfflineTriesUsed)
        (void)m_doorway.attempts.countLogin();
}

/// Before the try. False: it may not be made, and the person was told.
bool SignIn::countUnlock()
{
    if (m_doorway.attempts.unlocksUsedUp()) {
        endShift();
        return false;
    }
    const bool onDisk = m_doorway.attempts.countUnlock();
    if (onDisk || m_way != Way::Pin)
        return true;
    // A million PINs are few: what a restart would forget is not tried.
    m_doorway.attempts.takeBack();
    m_password = {};
    raise(ProblemKind::PinUnavailable);
    enter(Step::Unlock);
    return false;
}

void SignIn::onRefused(const Error& error)
{
    if (m_unlocking && error.code != Errc::Denied)
        m_doorway.attempts.takeBack();
    switch (error.code) {
    case Errc::Denied:
        onWrongSecret();
        return;
    case Errc::NotFound:
        if (m_unlocking) {
            endShift();  // nothing has proved this password, and the vault would be given it
            return;
        }
        raise(ProblemKind::VaultKeyLost);
        enter(Step::EnterVaultRecoveryCode);
        return;
    case Errc::Unsupported:
        raise(m_way == Way::Pin ? ProblemKind::PinUnavailable : ProblemKind::StorageFailed);
        break;
    case Errc::Network:
    case Errc::Timeout:
        raise(ProblemKind::RelayUnreachable);
        break;
    default:
        Q_EMIT problemRaised(vaultProblem(error));
        break;
    }
    m_password = {};
    if (!m_unlocking)
        m_link.logOff();  // the page asks for a password again: nobody is signed in
    enter(restStep());
}

void SignIn::onOfflineRefused(const Error& error)
{
    if (error.code != Errc::Denied) {
        onRefused(error);
        return;
    }
    const auto why = m_doorway.offline.refusal();
    const bool wasWrong = why == ProblemKind::WrongPassword || why == ProblemKind::OfflineTriesUsed;
    m_password = {};
    if (m_unlocking && !wasWrong)
        m_doorway.attempts.takeBack();
    if (m_unlocking && m_doorway.attempts.unlocksUsedUp()) {
        endShift();
        return;
    }
    raise(why);
    if (!m_unlocking) {
        countLogin(why);
        (void)isLockedOut();
    }
    enter(restStep());
}

void SignIn::onRecoveryRefused(const Error& error)
{
    if (error.code != Errc::Denied && error.code != Errc::Malformed) {
        onRefused(error);
        return;
    }
    raise(ProblemKind::WrongRecoveryCode);
    enter(m_recovering);
}

void SignIn::onOldPasswordRefused(const Error& error)
{
    if (error.code != Errc::Denied) {
        onRefused(error);
        return;
    }
    raise(ProblemKind::WrongOldPassword);
    enter(Step::EnterOldPassword);
}

/// After a full login the relay has accepted this password, so the vault's is an older one:
/// that one or the printed code opens it, and gives it the new one.
void SignIn::onWrongSecret()
{
    if (!m_unlocking) {
        raise(ProblemKind::VaultPasswordOld);
        enter(Step::EnterOldPassword);
        return;
    }
    m_password = {};
    if (m_doorway.attempts.unlocksUsedUp()) {
        endShift();
        return;
    }
    raise(m_way == Way::Pin ? ProblemKind::WrongPin : ProblemKind::WrongPassword);
    enter(Step::Unlock);
}

/// From here the door opens only to password and code.
void SignIn::endShift()
{
    m_link.logOff();
    needFullLogin({ProblemKind::SignInAgain, 0});
}

}  // namespace sotto::engine
