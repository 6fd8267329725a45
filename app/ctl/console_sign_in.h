// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/commands.h"
#include "core/engine/engine.h"

#include <QObject>

namespace sotto::app {

/// Answers an engine's questions from file descriptors or the terminal, so that scripts
/// can sign in without a screen. Codes that are shown once go to standard error.
class ConsoleSignIn final : public QObject {
    Q_OBJECT
public:
    ConsoleSignIn(engine::Engine& engine, CtlOptions options, QString address);

    void start();

Q_SIGNALS:
    void opened();
    void failed();  ///< why is on standard error

private:
    void onStage(const SignInStage& stage);
    void onProblem(const Problem& problem);
    void askPassword();
    void askCode(const SignInStage& stage);
    void showRecovery(const SignInStage& stage);

    engine::Engine& m_engine;
    CtlOptions m_options;
    QString m_address;
    bool m_asked = false;
    bool m_open = false;
};

}  // namespace sotto::app
