// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

class QPushButton;

namespace sotto::ui {

class Label;
class SecretField;

/// Makes a new emergency code for the own messages, and shows it once. The password is asked for
/// again: who passes by an open session must not take a key along.
class EmergencyCodeDialog final : public QDialog {
    Q_OBJECT
public:
    EmergencyCodeDialog(Client& client, QWidget* parent);

private:
    void submit();
    void onAnswer(const EmergencyCodeAnswer& answer);
    void showCode(const QString& code);
    void say(const QString& trouble);

    Client& m_client;
    Label* m_lead;
    Label* m_caption;
    SecretField* m_password;
    Label* m_code;
    Label* m_trouble;
    QPushButton* m_cancel;
    QPushButton* m_go;
    bool m_made = false;
};

}  // namespace sotto::ui
