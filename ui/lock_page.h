// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"

class QPushButton;

namespace sotto::ui {

class Avatar;
class SecretChoice;

/// Locked: whose session it is, how much waits, and the password that opens it again.
class LockPage final : public Page {
    Q_OBJECT
public:
    LockPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;
    void setSelf(const SelfSnapshot& self);
    void setWaiting(int messages, int stat);

Q_SIGNALS:
    void switchUserRequested();

private:
    void submit();

    Client& m_client;
    QString m_address;
    Avatar* m_avatar;
    Label* m_name;
    Label* m_waiting;
    Label* m_stat;
    SecretChoice* m_secret;
    QPushButton* m_unlock;
};

}  // namespace sotto::ui
