// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"

class QGridLayout;
class QPushButton;

namespace sotto::ui {

class CodeField;
class QrView;

/// The secret inside an otpauth URI, in groups of four for typing by hand; empty if none.
QString secretInGroups(const QString& otpauthUri);

/// First login: scan the QR code, keep the ten recovery codes, prove it with one code.
class SetUpPage final : public Page {
    Q_OBJECT
public:
    SetUpPage(Client& client, QWidget* parent);

    void setStage(const SignInStage& stage) override;
    QWidget* firstField() const override;

private:
    QWidget* makeScanStep();
    QWidget* makeKeepStep();
    QWidget* makeProveStep();
    void submit();

    Client& m_client;
    QrView* m_qr;
    Label* m_secret;
    QGridLayout* m_codes;
    CodeField* m_code;
    QPushButton* m_finish;
};

}  // namespace sotto::ui
