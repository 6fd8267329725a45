// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emergency_code_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/secret_field.h"

#include <QFrame>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

EmergencyCodeDialog::EmergencyCodeDialog(Client& client, QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_lead((new Label(tr("With it somebody of your clinic can read your messages on this "
                           "workstation in an emergency, for a limited time. They cannot send "
                           "anything, and you are told. The code before it then opens nothing."),
                        TextRole::Body, Label::Tone::Secondary, this))
                 ->wrapped()),
      m_caption(new Label(tr("Your password"), TextRole::Strong, this)),
      m_password(new SecretField(tr("Your password"), SecretField::Show::Dots, this)),
      m_code((new Label({}, TextRole::Title, this))->wrapped()->selectable()),
      m_trouble((new Label({}, TextRole::Strong, Label::Tone::Danger, this))->wrapped()),
      m_cancel(makeButton("cancelEmergencyCode", tr("Cancel"), ButtonKind::Outlined, this)),
      m_go(makeButton("makeEmergencyCode", tr("Make a new code"), ButtonKind::Primary, this))
{
    setObjectName(QStringLiteral("emergencyCodeDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(480);
    m_password->setObjectName(QStringLiteral("emergencyPassword"));
    m_code->setObjectName(QStringLiteral("newEmergencyCode"));
    m_code->setFont(fixedFont(m_code->font()));
    m_code->setAlignment(Qt::AlignCenter);
    m_code->hide();
    m_trouble->setObjectName(QStringLiteral("emergencyTrouble"));
    m_trouble->hide();
    m_caption->setBuddy(m_password);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("A new emergency code"), TextRole::Screen, this));
    layout->addWidget(m_lead);
    layout->addWidget(m_caption);
    layout->addWidget(m_password);
    layout->addWidget(m_code);
    layout->addWidget(m_trouble);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_go);
    layout->addLayout(row);
    m_go->setDefault(true);
    connect(m_password, &SecretField::submitted, this, &EmergencyCodeDialog::submit);
    connect(m_go, &QPushButton::clicked, this, &EmergencyCodeDialog::submit);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&client, &Client::emergencyCodeAnswered, this, &EmergencyCodeDialog::onAnswer);
    m_password->setFocus();
}

void EmergencyCodeDialog::submit()
{
    if (m_made) {
        accept();
        return;
    }
    if (!m_go->isEnabled() || m_password->length() == 0)
        return;
    m_trouble->hide();
    m_go->setEnabled(false);
    m_client.makeEmergencyCode(m_password->take());
}

void EmergencyCodeDialog::onAnswer(const EmergencyCodeAnswer& answer)
{
    using Kind = EmergencyCodeAnswer::Kind;
    if (m_made)
        return;
    m_go->setEnabled(true);
    switch (answer.kind) {
    case Kind::Made:
        showCode(answer.code);
        return;
    case Kind::WrongPassword:
        say(tr("That is not your password. The code is the one it was."));
        m_password->setFocus();
        return;
    case Kind::TooManyTries:
        say(tr("Too many wrong passwords. Sign out and in again, then make a code."));
        return;
    case Kind::Offline:
        say(tr("The clinic\u2019s server cannot be reached. Make the code when you are online."));
        return;
    case Kind::NotAllowed:
        say(tr("Your clinic uses no emergency codes here."));
        return;
    case Kind::NotRecorded:
        say(tr("The activity log does not take it, so no code was made. Tell your administrator."));
        return;
    case Kind::Failed:
        say(tr("No code was made. The one before works as it did."));
        return;
    }
}

void EmergencyCodeDialog::showCode(const QString& code)
{
    m_made = true;
    m_caption->hide();
    m_password->hide();
    m_code->setText(code);
    m_code->show();
    m_lead->setText(tr("Write it on paper, put it into an envelope with your name and the name of "
                       "this workstation, seal it, and give it to whoever keeps the clinic\u2019s "
                       "codes. It is shown only now; the code before it opens nothing any more."));
    m_cancel->hide();
    m_go->setText(tr("I have written it down"));
    m_go->setFocus();
}

void EmergencyCodeDialog::say(const QString& trouble)
{
    m_trouble->setText(trouble);
    m_trouble->show();
    announce(*m_trouble);
}

}  // namespace sotto::ui
