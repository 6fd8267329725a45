// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"

class QLineEdit;
class QPushButton;

namespace sotto::ui {

class SecretField;

/// Address and password: the first login, or a full login again.
class SignInPage final : public Page {
    Q_OBJECT
public:
    SignInPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

Q_SIGNALS:
    void switchUserRequested();

private:
    void submit();
    void updateButton();

    Client& m_client;
    QLineEdit* m_address;
    SecretField* m_password;
    QPushButton* m_signIn;
};

/// "One moment": connecting, deriving keys, opening. Can be cancelled.
class WorkingPage final : public Page {
    Q_OBJECT
public:
    WorkingPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

private:
    QPushButton* m_cancel;
};

}  // namespace sotto::ui
