// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace sotto::ui {

class SecretField;

/// Somebody else asks to read a person's messages: who they are, why, and the clinic's code
/// or codes. Says before anything is opened what is recorded and who is told.
class EmergencyPage final : public Page {
    Q_OBJECT
public:
    EmergencyPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

private:
    void setStaff(const QList<EmergencyStaff>& staff);
    void updateState();
    void submit();
    QString accessor() const;

    bool needsTwo() const { return m_terms.method == EmergencyMethod::TwoAdmins; }

    Client& m_client;
    EmergencyTerms m_terms;
    Label* m_told;
    QComboBox* m_who;
    QLineEdit* m_address;  ///< shown where `m_who` says that it is somebody else
    QComboBox* m_reason;
    SecretField* m_code;
    SecretField* m_second;
    Label* m_codeCaption = nullptr;
    Label* m_secondCaption = nullptr;
    QPushButton* m_open;
};

}  // namespace sotto::ui
