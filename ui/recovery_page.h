// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"

class QCheckBox;
class QFrame;
class QPushButton;

namespace sotto::ui {

class SecretField;

/// First login on this workstation: shows the vault's recovery code, once.
class ShowRecoveryPage final : public Page {
    Q_OBJECT
public:
    ShowRecoveryPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

private:
    QFrame* addCode(const char* name, Label*& label);

    Label* m_code;
    Label* m_emergencyLead;
    Label* m_emergency;
    QFrame* m_emergencyFrame;
    QCheckBox* m_kept;
    QPushButton* m_continue;
};

/// The relay lost its half of the key: the printed code opens the vault.
class EnterRecoveryPage final : public Page {
    Q_OBJECT
public:
    EnterRecoveryPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

private:
    SecretField* m_code;
    QPushButton* m_open;
};

}  // namespace sotto::ui
