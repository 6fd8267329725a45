// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sign_in.h"

#include "core/engine/problems.h"

namespace sotto::engine {

SignIn::SignIn(RelayLink& link, const EngineSettings& settings, Time time)
    : m_link(link),
      m_settings(settings),
      m_time(time),
      m_door(Installation::folderOf(settings.dataFolder, link.person()), link.person(),
             settings.kdf, link.stream())
{
    auto* const stream = &m_link.stream();
    connect(stream, &relay::RelayStream::codeNeeded, this, &SignIn::onCodeNeeded);
    connect(stream, &relay::RelayStream::codeRefused, this, &SignIn::onCodeRefused);
    connect(&m_link, &RelayLink::online, this, &SignIn::onOnline);
    connect(&m_link, &RelayLink::failed, this, &SignIn::onFailed);
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
    if (m_unlocking && !m_link.isOnline()) {
        raise(ProblemKind::RelayUnreachable);
        enter(Step::Unlock);
        return;
    }
    m_password = std::move(password);
    m_wantOpen = true;
    ++m_attempt;
    enter(Step::Working);
    if (!m_unlocking) {
        m_link.loginWithPassword(m_password);
        return;
    }
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
    onOpened(m_door.create());
}

void SignIn::submitVaultRecoveryCode(SecretBytes code)
{
    if (m_stage.step != Step::EnterVaultRecoveryCode)
        return;
    enter(Step::Working);
    m_door.recover(std::move(code), m_password.clone(SecretBytes::Memory::Locked))
        .then(this,
              [this, attempt = m_attempt](const Result<std::shared_ptr<store::Vault>>& vault) {
                  if (attempt != m_attempt)
                      return;
                  const bool refused = !vault &&
                      (vault.error().code == Errc::Denied || vault.error().code == Errc::Malformed);
                  if (!refused) {
                      onOpened(vault);
                      return;
                  }
                  raise(ProblemKind::WrongRecoveryCode);
                  enter(Step::EnterVaultRecoveryCode);
              });
}

void SignIn::cancel()
{
    m_password = {};
    m_wantOpen = false;
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
    Q_EMIT problemRaised(why);
    enter(Step::Password);
}

void SignIn::enter(Step step)
{
    m_stage.step = step;
    if (step != Step::SetUpCode) {
        m_stage.otpauthUri.clear();
        m_stage.relayRecoveryCodes.clear();
    }
    if (step != Step::VaultRecoveryCode)
        m_stage.vaultRecoveryCode.clear();
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
    Q_EMIT problemRaised(problemOf(refusal, m_time.clock.wallNow()));
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
    m_password = {};
    m_wantOpen = false;
    Q_EMIT problemRaised(problem);
    enter(Step::Password);
}

void SignIn::openVault()
{
    m_wantOpen = false;
    enter(Step::Working);
    if (!m_door.exists()) {
        makeVault();
        return;
    }
    m_door.open(m_password.clone(SecretBytes::Memory::Locked))
        .then(this,
              [this, attempt = m_attempt](const Result<std::shared_ptr<store::Vault>>& vault) {
                  if (attempt == m_attempt)
                      onOpened(vault);
              });
}

void SignIn::makeVault()
{
    m_door.prepare(m_password.clone(SecretBytes::Memory::Locked))
        .then(this, [this, attempt = m_attempt](const Result<std::shared_ptr<SecretBytes>>& code) {
            if (attempt != m_attempt)
                return;
            if (!code) {
                onRefused(code.error());
                return;
            }
            const auto text = (*code)->text();
            m_stage.vaultRecoveryCode =
                QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
            enter(Step::VaultRecoveryCode);
        });
}

void SignIn::onOpened(const Result<std::shared_ptr<store::Vault>>& vault)
{
    if (!vault) {
        onRefused(vault.error());
        return;
    }
    m_password = {};
    m_stage.step = Step::Open;
    Q_EMIT opened(*vault);
}

void SignIn::onRefused(const Error& error)
{
    switch (error.code) {
    case Errc::Denied:
        onWrongPassword();
        return;
    case Errc::NotFound:
        if (m_unlocking) {
            endShift();  // nothing has proved this password, and the vault would be given it
            return;
        }
        raise(ProblemKind::VaultKeyLost);
        enter(Step::EnterVaultRecoveryCode);
        return;
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

/// After a full login the relay has accepted this password, so the vault's is an older one:
/// the printed code opens it and gives it the new one.
void SignIn::onWrongPassword()
{
    if (!m_unlocking) {
        raise(ProblemKind::VaultKeyLost);
        enter(Step::EnterVaultRecoveryCode);
        return;
    }
    m_password = {};
    if (++m_failures >= m_settings.maxUnlockFailures) {
        endShift();
        return;
    }
    raise(ProblemKind::WrongPassword);
    enter(Step::Unlock);
}

/// From here the door opens only to password and code.
void SignIn::endShift()
{
    m_link.logOff();
    needFullLogin({ProblemKind::SignInAgain, 0});
}

}  // namespace sotto::engine
