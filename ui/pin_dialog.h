// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

class QPushButton;

namespace sotto::ui {

class Label;
class SecretField;

/// Sets, changes or removes the PIN of this shift. The password is asked for again: who
/// passes by an open session must not leave a key of their own.
class PinDialog final : public QDialog {
    Q_OBJECT
public:
    PinDialog(Client& client, PinState state, QWidget* parent);

private:
    SecretField* addField(const char* name, const QString& caption);
    void submit();
    void onAnswer(PinAnswer answer);
    void say(const QString& trouble);

    Client& m_client;
    SecretField* m_password;
    SecretField* m_pin;
    SecretField* m_again;
    Label* m_trouble;
    QPushButton* m_set;
};

}  // namespace sotto::ui
