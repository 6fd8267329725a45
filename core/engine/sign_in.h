// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/api/snapshots.h"
#include "core/engine/doorway.h"
#include "core/engine/relay_link.h"

#include <QObject>

#include <memory>

namespace sotto::engine {

/// The way from what a person knows to an open vault: the relay's login with the code, then
/// the vault's keys; or the password or PIN alone while the login lasts; or the offline
/// window. One stage at a time (SignInStage); every failure leaves a stage from which the
/// person can go on. Engine thread only.
class SignIn final : public QObject {
    Q_OBJECT
public:
    enum class Begin : std::uint8_t {
        FullLogin,  ///< password and code
        Unlock,     ///< the link holds a login token: the password alone re-opens
    };

    SignIn(RelayLink& link, const EngineSettings& settings, Doorway& doorway, Time time);

    void begin(Begin how);
    void submitPassword(SecretBytes password);
    void submitPin(SecretBytes pin);
    void submitCode(const std::string& code);
    void confirmCodesKept();
    void submitVaultRecoveryCode(SecretBytes code);
    void submitOldPassword(SecretBytes oldPassword);
    void cancel();

    const SignInStage& stage() const { return m_stage; }

    /// The token is no longer good (its shift is over, or the account was changed).
    void needFullLogin(const Problem& why);

Q_SIGNALS:
    void stageChanged(sotto::SignInStage stage);
    void problemRaised(sotto::Problem problem);
    void opened(std::shared_ptr<sotto::store::Vault> vault);  ///< the last signal

private:
    using Step = SignInStage::Step;
    using Way = SignInStage::Way;
    using VaultResult = Result<std::shared_ptr<store::Vault>>;

    void enter(Step step);
    void onCodeNeeded(const relay::CodeTask& task);
    void onCodeRefused(const relay::CodeRefusal& refusal);
    void onOnline(const relay::OnlineInfo& info);
    void onFailed(const relay::LoginFailure& failure);
    void openVault();
    void awaitRelay();
    void openOffline();
    void makeVault();
    bool countUnlock();
    void waitFor(VaultDoor::Opening opening, void (SignIn::*refused)(const Error&));
    void onOpened(const VaultResult& vault);
    void onRefused(const Error& error);
    void onOfflineRefused(const Error& error);
    void onRecoveryRefused(const Error& error);
    void onOldPasswordRefused(const Error& error);
    void onWrongSecret();
    void endShift();
    bool isLockedOut();
    void countLogin(ProblemKind kind);

    void raise(ProblemKind kind) { Q_EMIT problemRaised({kind, 0}); }

    Step restStep() const { return m_unlocking ? Step::Unlock : Step::Password; }

    SecretBytes secret() const { return m_password.clone(SecretBytes::Memory::Locked); }

    RelayLink& m_link;
    const EngineSettings& m_settings;
    Doorway& m_doorway;
    Time m_time;
    SignInStage m_stage;
    SecretBytes m_password;  ///< or the PIN: see m_way
    Way m_way = Way::FullLogin;
    bool m_unlocking = false;
    bool m_wantOpen = false;  ///< a password waits for the stream to come online
    Step m_recovering = Step::EnterVaultRecoveryCode;  ///< where a wrong code leads back to
    Scheduler::HandlePtr m_patience;                   ///< how long an unlock waits for the relay
    int m_attempt = 0;  ///< an answer to an earlier one, cancelled since, must open nothing
};

}  // namespace sotto::engine
