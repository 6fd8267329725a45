// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"

class QPushButton;

namespace sotto::ui {

class SecretChoice;

/// The password was changed elsewhere: the old one once more, or the printed code.
class OldPasswordPage final : public Page {
    Q_OBJECT
public:
    OldPasswordPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

private:
    void submit();

    Client& m_client;
    SecretChoice* m_secret;
    QPushButton* m_open;
};

}  // namespace sotto::ui
