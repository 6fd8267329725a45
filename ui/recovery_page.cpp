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
      m_emergencyLead(
          (new Label(
               tr("The emergency code is another one. With it somebody of your clinic can read "
                  "your messages here for a limited time; you are told of it. Put it into an "
                  "envelope with your name, seal it, and give it to whoever keeps them."),
               TextRole::Body, Label::Tone::Secondary, card()))
              ->wrapped()),
      m_emergency(nullptr),
      m_emergencyFrame(nullptr),
      m_kept(new QCheckBox(tr("I have written it down"), card())),
      m_continue(makeButton("continue", tr("Continue"), ButtonKind::Primary, card()))
{
    setCardWidth(560);
    setHeading(tr("Keep this recovery code"),
               tr("It opens your messages on this workstation if the clinic's server ever loses "
                  "its half of the key. Write it on paper and put it into the clinic's safe. It "
                  "is shown only now."));
    m_kept->setObjectName(QStringLiteral("kept"));
    body().addWidget(addCode("vaultRecoveryCode", m_code));
    m_emergencyFrame = addCode("vaultEmergencyCode", m_emergency);
    body().addWidget(m_emergencyLead);
    body().addWidget(m_emergencyFrame);
    body().addWidget(m_kept);
    body().addWidget(m_continue);
    m_continue->setEnabled(false);
    connect(m_kept, &QCheckBox::toggled, m_continue, &QPushButton::setEnabled);
    connect(m_continue, &QPushButton::clicked, this, [&client] { client.confirmCodesKept(); });
}

QFrame* ShowRecoveryPage::addCode(const char* name, Label*& label)
{
    auto* frame = makeSurface("field", card());
    auto* layout = new QVBoxLayout(frame);
    setGrid(*layout, 4, 4, 0);
    label = (new Label({}, TextRole::Screen, frame))->wrapped()->selectable();
    label->setObjectName(QLatin1String(name));
    label->setFont(fixedFont(label->font()));
    label->setAlignment(Qt::AlignCenter);
    layout->addWidget(label);
    return frame;
}

void ShowRecoveryPage::setStage(const SignInStage& stage)
{
    const bool hasTwo = !stage.emergencyCode.isEmpty();
    m_code->setText(stage.vaultRecoveryCode);
    m_emergency->setText(stage.emergencyCode);
    m_emergencyLead->setVisible(hasTwo);
    m_emergencyFrame->setVisible(hasTwo);
    m_kept->setText(hasTwo ? tr("I have written both down") : tr("I have written it down"));
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
