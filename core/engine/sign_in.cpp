// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sign_in.h"

#include "core/engine/problems.h"

namespace sotto::engine {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 4s;  // a relay that is there has answered by then

}  // namespace

SignIn::SignIn(RelayLink& link, const EngineSettings& settings, Doorway& doorway, Time time)
    : m_link(link),
      m_settings(settings),
      m_doorway(doorway),
      m_time(time)
{
    auto* const stream = &m_link.stream();
    connect(stream, &relay::RelayStream::codeNeeded, this, &SignIn::onCodeNeeded);
    connect(stream, &relay::RelayStream::codeRefused, this, &SignIn::onCodeRefused);
    connect(&m_link, &RelayLink::online, this, &SignIn::onOnline);
    connect(&m_link, &RelayLink::failed, this, &SignIn::onFailed);
    connect(&m_link, &RelayLink::unreachable, this, [this] {
        if (m_wantOpen && m_unlocking)
            openOffline();
    });
    m_stage.address = QString::fromStdString(m_link.person().toString());
}

void SignIn::begin(Begin how)
{
    m_unlocking = how == Begin::Unlock;
    enter(restStep());
}

void SignIn::submitPassword(SecretBytes password)
{
    if (m_stage.step == Step::Working)
        return;
    if (!m_unlocking && isLockedOut()) {
        enter(Step::Password);
        return;
    }
    m_password = std::move(password);
    ++m_attempt;
    m_way = m_unlocking ? Way::Password : Way::FullLogin;
    if (m_unlocking) {
        if (m_link.isOnline())
            openVault();
        else
            awaitRelay();
        return;
    }
    m_wantOpen = true;
    enter(Step::Working);
    m_link.loginWithPassword(m_password);
}

void SignIn::submitPin(SecretBytes pin)
{
    if (m_stage.step != Step::Unlock)
        return;
    if (!m_link.isOnline() || !m_doorway.quick.isSet()) {
        raise(ProblemKind::PinUnavailable);
        enter(Step::Unlock);
        return;
    }
    m_password = std::move(pin);
    m_way = Way::Pin;
    ++m_attempt;
    openVault();
}

void SignIn::submitCode(const std::string& code)
{
    if (m_stage.step == Step::Code || m_stage.step == Step::SetUpCode)
        m_link.stream().submitCode(code);
}

void SignIn::confirmCodesKept()
{
    if (m_stage.step != Step::VaultRecoveryCode)
        return;
    m_stage.vaultRecoveryCode.fill(u'\0');
    m_stage.emergencyCode.fill(u'\0');
    const auto vault = m_doorway.vault.create();
    if (vault)
        onOpened(vault);
    else
        onRefused(vault.error());
}

void SignIn::submitVaultRecoveryCode(SecretBytes code)
{
    if (m_stage.step != Step::EnterVaultRecoveryCode && m_stage.step != Step::EnterOldPassword)
        return;
    m_recovering = m_stage.step;
    enter(Step::Working);
    waitFor(m_doorway.vault.recover(std::move(code), secret()), &SignIn::onRecoveryRefused);
}

void SignIn::submitOldPassword(SecretBytes oldPassword)
{
    if (m_stage.step != Step::EnterOldPassword)
        return;
    enter(Step::Working);
    waitFor(m_doorway.vault.openWithOldPassword(std::move(oldPassword), secret()),
            &SignIn::onOldPasswordRefused);
}

void SignIn::cancel()
{
    m_password = {};
    m_wantOpen = false;
    m_patience.reset();
    ++m_attempt;
    if (!m_unlocking)
        m_link.stream().abort();
    enter(restStep());
}

void SignIn::needFullLogin(const Problem& why)
{
    m_unlocking = false;
    m_password = {};
    m_wantOpen = false;
    m_doorway.quick.erase();
    Q_EMIT problemRaised(why);
    enter(Step::Password);
}

void SignIn::enter(Step step)
{
    m_stage.step = step;
    m_stage.way = m_way;
    m_stage.hasPin = step == Step::Unlock && m_doorway.quick.isSet();
    if (step != Step::SetUpCode) {
        m_stage.otpauthUri.clear();
        m_stage.relayRecoveryCodes.clear();
    }
    if (step != Step::VaultRecoveryCode) {
        m_stage.vaultRecoveryCode.clear();
        m_stage.emergencyCode.clear();
    }
    Q_EMIT stageChanged(m_stage);
}

void SignIn::onCodeNeeded(const relay::CodeTask& task)
{
    if (task.kind == relay::CodeTask::Kind::Totp) {
        enter(Step::Code);
        return;
    }
    m_stage.otpauthUri = QString::fromStdString(task.otpauthUri);
    m_stage.relayRecoveryCodes.clear();
    for (const auto& code : task.recoveryCodes)
        m_stage.relayRecoveryCodes.append(QString::fromStdString(code));
    enter(Step::SetUpCode);
}

void SignIn::onCodeRefused(const relay::CodeRefusal& refusal)
{
    const auto problem = problemOf(refusal, m_time.clock.wallNow());
    Q_EMIT problemRaised(problem);
    countLogin(problem.kind);
    if (m_doorway.attempts.lockedOutFor()) {
        cancel();
        (void)isLockedOut();  // said on the page that stays
    }
}

void SignIn::onOnline(const relay::OnlineInfo& info)
{
    if (!m_wantOpen)
        return;
    if (!m_unlocking && !info.codeAsked && m_settings.requireSecondFactor) {
        // The password alone sufficed: this relay withholds nothing, so there is no second
        // factor, whatever a screen would show (design.md, 1).
        m_link.close();
        onFailed({relay::LoginFailure::Kind::Incompatible, {}, false});
        return;
    }
    openVault();
}

void SignIn::onFailed(const relay::LoginFailure& failure)
{
    const auto problem = problemOf(failure, m_time.clock.wallNow());
    if (m_unlocking) {
        // The token died. What counts while locked ends; the person signs in again.
        needFullLogin(problem);
        return;
    }
    if (m_wantOpen && problem.kind == ProblemKind::RelayUnreachable && m_doorway.vault.exists()) {
        openOffline();
        return;
    }
    m_password = {};
    m_wantOpen = false;
    Q_EMIT problemRaised(problem);
    countLogin(problem.kind);
    (void)isLockedOut();
    enter(Step::Password);
}

void SignIn::waitFor(VaultDoor::Opening opening, void (SignIn::*refused)(const Error&))
{
    opening.then(this, [this, refused, attempt = m_attempt](const VaultResult& vault) {
        if (attempt != m_attempt)
            return;
        if (vault)
            onOpened(vault);
        else
            (this->*refused)(vault.error());
    });
}

void SignIn::openVault()
{
    m_wantOpen = false;
    m_patience.reset();
    enter(Step::Working);
    if (!m_doorway.vault.exists()) {
        if (m_unlocking)
            endShift();  // nothing would prove what was typed, and a new vault would be given it
        else
            makeVault();
        return;
    }
    if (m_unlocking && !countUnlock())
        return;
    waitFor(m_way == Way::Pin ? m_doorway.vault.openWithPin(secret())
                              : m_doorway.vault.open(secret()),
            &SignIn::onRefused);
}

/// The stream may just be coming up, as it is right after a lock.
void SignIn::awaitRelay()
{
    m_wantOpen = true;
    enter(Step::Working);
    m_patience = m_time.scheduler.after(kPatience, [this] {
        if (m_wantOpen)
            openOffline();
    });
    if (!m_link.hurry())
        openOffline();
}

/// Says why not, where policy or time allow no such opening.
void SignIn::openOffline()
{
    m_wantOpen = false;
    m_patience.reset();
    m_way = Way::Offline;
    enter(Step::Working);
    if (m_unlocking && !countUnlock())
        return;
    waitFor(m_doorway.vault.openOffline(secret()), &SignIn::onOfflineRefused);
}

void SignIn::makeVault()
{
    m_doorway.vault.prepare(secret()).then(
        this,
        [this, attempt = m_attempt](const Result<std::shared_ptr<VaultDoor::NewCodes>>& codes) {
            if (attempt != m_attempt)
                return;
            if (!codes) {
                onRefused(codes.error());
                return;
            }
            const auto textOf = [](const SecretBytes& code) {
                return QString::fromUtf8(code.text().data(),
                                         static_cast<qsizetype>(code.text().size()));
            };
            m_stage.vaultRecoveryCode = textOf((*codes)->recovery);
            m_stage.emergencyCode = textOf((*codes)->emergency);
            enter(Step::VaultRecoveryCode);
        });
}

void SignIn::onOpened(const VaultResult& vault)
{
    m_password = {};
    if (m_unlocking)
        m_doorway.attempts.takeBack();  // it was the right one
    const auto failed = m_doorway.attempts.clear();
    m_stage.failed = {static_cast<int>(failed.count), failed.sinceMs};
    m_stage.step = Step::Open;
    m_stage.way = m_way;
    Q_EMIT opened(*vault);
}

}  // namespace sotto::engine
