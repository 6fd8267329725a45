// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery_page.h"

#include "ui/controls.h"
#include "ui/secret_field.h"

#include <QCheckBox>
#include <QFrame>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

ShowRecoveryPage::ShowRecoveryPage(Client& client, QWidget* parent)
    : Page(parent),
      m_code(nullptr),
      m_kept(new QCheckBox(tr("I have written it down"), card())),
      m_continue(makeButton("continue", tr("Continue"), ButtonKind::Primary, card()))
{
    setCardWidth(560);
    setHeading(tr("Keep this recovery code"),
               tr("It opens your messages on this workstation if the clinic's server ever loses "
                  "its half of the key. Write it on paper and put it into the clinic's safe. It "
                  "is shown only now."));
    auto* frame = makeSurface("field", card());
    auto* layout = new QVBoxLayout(frame);
    setGrid(*layout, 4, 4, 0);
    m_code = (new Label({}, TextRole::Screen, frame))->wrapped()->selectable();
    m_code->setObjectName(QStringLiteral("vaultRecoveryCode"));
    m_code->setFont(fixedFont(m_code->font()));
    m_code->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_code);
    m_kept->setObjectName(QStringLiteral("kept"));
    body().addWidget(frame);
    body().addWidget(m_kept);
    body().addWidget(m_continue);
    m_continue->setEnabled(false);
    connect(m_kept, &QCheckBox::toggled, m_continue, &QPushButton::setEnabled);
    connect(m_continue, &QPushButton::clicked, this, [&client] { client.confirmCodesKept(); });
}

void ShowRecoveryPage::setStage(const SignInStage& stage)
{
    m_code->setText(stage.vaultRecoveryCode);
    m_kept->setChecked(false);
}

QWidget* ShowRecoveryPage::firstField() const
{
    return m_kept;
}

EnterRecoveryPage::EnterRecoveryPage(Client& client, QWidget* parent)
    : Page(parent),
      m_code(new SecretField(tr("Recovery code"), SecretField::Show::Text, card())),
      m_open(makeButton("openVault", tr("Open my messages"), ButtonKind::Primary, card()))
{
    setCardWidth(560);
    setHeading(tr("Enter your recovery code"),
               tr("Your messages are still on this workstation. The clinic's server no longer has "
                  "its half of the key, so the printed code from the clinic's safe is needed."));
    m_code->setObjectName(QStringLiteral("vaultCode"));
    addField(tr("Recovery code"), m_code);
    body().addWidget(m_open);
    auto* back = makeButton("cancel", tr("Start again"), ButtonKind::Link, card());
    body().addWidget(back, 0, Qt::AlignHCenter);
    const auto submit = [this, &client] {
        if (m_code->length() > 0) {
            clearProblem();
            client.submitVaultRecoveryCode(m_code->take());
        }
    };
    m_open->setEnabled(false);
    connect(m_code, &SecretField::changed, this,
            [this] { m_open->setEnabled(m_code->length() > 0); });
    connect(m_code, &SecretField::submitted, this, submit);
    connect(m_open, &QPushButton::clicked, this, submit);
    connect(back, &QPushButton::clicked, this, [&client] { client.cancelSignIn(); });
}

void EnterRecoveryPage::setStage(const SignInStage&)
{
    m_code->clear();
}

QWidget* EnterRecoveryPage::firstField() const
{
    return m_code;
}

}  // namespace sotto::ui
