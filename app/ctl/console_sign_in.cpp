// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/console_sign_in.h"

#include "app/words.h"
#include "core/platform/terminal.h"

#include <cstdio>

namespace sotto::app {

ConsoleSignIn::ConsoleSignIn(engine::Engine& engine, CtlOptions options, QString address)
    : m_engine(engine),
      m_options(std::move(options)),
      m_address(std::move(address))
{
    connect(&m_engine, &Client::stageChanged, this, &ConsoleSignIn::onStage);
    connect(&m_engine, &Client::problemRaised, this, &ConsoleSignIn::onProblem);
}

void ConsoleSignIn::start()
{
    m_engine.begin(m_address, {});
    if (!m_asked)
        askPassword();  // an address that the engine did not take: it says why
}

void ConsoleSignIn::onStage(const SignInStage& stage)
{
    using Step = SignInStage::Step;
    switch (stage.step) {
    case Step::Password:
        if (!m_asked)
            askPassword();
        break;
    case Step::Code:
    case Step::SetUpCode:
        askCode(stage);
        break;
    case Step::VaultRecoveryCode:
        showRecovery(stage);
        break;
    case Step::EnterVaultRecoveryCode:
    case Step::EnterOldPassword:
        std::fprintf(stderr, "sottoctl: open this vault once in Sotto, which asks for more.\n");
        Q_EMIT failed();
        break;
    case Step::Open:
        m_open = true;
        Q_EMIT opened();
        break;
    case Step::Unlock:
    case Step::Working:
    case Step::Emergency:
        break;
    }
}

void ConsoleSignIn::askPassword()
{
    m_asked = true;
    auto password = m_options.passwordFd ? platform::readSecretLine(*m_options.passwordFd)
                                         : platform::askSecret("Password: ");
    if (!password) {
        std::fprintf(stderr, "sottoctl: no password was given (--password-fd, or a terminal).\n");
        Q_EMIT failed();
        return;
    }
    m_engine.submitPassword(m_address, *std::move(password));
}

void ConsoleSignIn::askCode(const SignInStage& stage)
{
    if (stage.step == SignInStage::Step::SetUpCode) {
        std::fprintf(stderr, "Set up your code with this address, then give the first code:\n%s\n",
                     qPrintable(stage.otpauthUri));
        for (const auto& code : stage.relayRecoveryCodes)
            std::fprintf(stderr, "recovery code: %s\n", qPrintable(code));
    }
    const auto code = m_options.codeFd ? platform::readSecretLine(*m_options.codeFd)
                                       : platform::askSecret("Code: ");
    if (!code) {
        std::fprintf(stderr, "sottoctl: no code was given (--code-fd, or a terminal).\n");
        Q_EMIT failed();
        return;
    }
    const auto text = code->text();
    m_engine.submitCode(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

void ConsoleSignIn::showRecovery(const SignInStage& stage)
{
    std::fprintf(stderr,
                 "This opens the vault if the relay loses its part. Keep it in the safe:\n%s\n",
                 qPrintable(stage.vaultRecoveryCode));
    if (!stage.emergencyCode.isEmpty())
        std::fprintf(stderr,
                     "With this one somebody of the clinic can read these messages in an "
                     "emergency. Seal it in an envelope:\n%s\n",
                     qPrintable(stage.emergencyCode));
    m_engine.confirmCodesKept();
}

void ConsoleSignIn::onProblem(const Problem& problem)
{
    std::fprintf(stderr, "sottoctl: %s\n", qPrintable(sentenceOf(problem)));
    if (!m_open)
        Q_EMIT failed();
}

}  // namespace sotto::app
