// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/api/snapshots.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_door.h"

#include <QObject>

#include <memory>

namespace sotto::engine {

/// The way from a password to an open vault: the relay's login with the code, then the
/// vault's keys. One stage at a time (SignInStage); every failure leaves a stage from
/// which the person can go on. Engine thread only.
class SignIn final : public QObject {
    Q_OBJECT
public:
    enum class Begin : std::uint8_t {
        FullLogin,  ///< password and code
        Unlock,     ///< the link holds a login token: the password alone re-opens
    };

    SignIn(RelayLink& link, const EngineSettings& settings, Time time);

    void begin(Begin how);
    void submitPassword(SecretBytes password);
    void submitCode(const std::string& code);
    void confirmCodesKept();
    void submitVaultRecoveryCode(SecretBytes code);
    void cancel();

    /// The token is no longer good (its shift is over, or the account was changed).
    void needFullLogin(const Problem& why);

Q_SIGNALS:
    void stageChanged(sotto::SignInStage stage);
    void problemRaised(sotto::Problem problem);
    void opened(std::shared_ptr<sotto::store::Vault> vault);  ///< the last signal

private:
    using Step = SignInStage::Step;

    void enter(Step step);
    void onCodeNeeded(const relay::CodeTask& task);
    void onCodeRefused(const relay::CodeRefusal& refusal);
    void onOnline(const relay::OnlineInfo& info);
    void onFailed(const relay::LoginFailure& failure);
    void openVault();
    void makeVault();
    void onOpened(const Result<std::shared_ptr<store::Vault>>& vault);
    void onRefused(const Error& error);
    void onWrongPassword();
    void endShift();

    void raise(ProblemKind kind) { Q_EMIT problemRaised({kind, 0}); }

    Step restStep() const { return m_unlocking ? Step::Unlock : Step::Password; }

    RelayLink& m_link;
    const EngineSettings& m_settings;
    Time m_time;
    VaultDoor m_door;
    SignInStage m_stage;
    SecretBytes m_password;
    bool m_unlocking = false;
    bool m_wantOpen = false;  ///< a password waits for the stream to come online
    int m_attempt = 0;        ///< an answer to an earlier one, cancelled since, must open nothing
    int m_failures = 0;
};

}  // namespace sotto::engine
