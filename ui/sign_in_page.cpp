// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sign_in_page.h"

#include "ui/controls.h"
#include "ui/secret_field.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

SignInPage::SignInPage(Client& client, QWidget* parent)
    : Page(parent),
      m_client(client),
      m_address(new QLineEdit(card())),
      m_password(new SecretField(tr("Password"), SecretField::Show::Dots, card())),
      m_signIn(makeButton("signIn", tr("Sign in"), ButtonKind::Primary, card()))
{
    setHeading(tr("Sign in"),
               tr("Use the address that your clinic gave you. You need your "
                  "authenticator app in the next step."));
    m_address->setObjectName(QStringLiteral("address"));
    m_address->setPlaceholderText(tr("name@clinic.example"));
    m_address->setMaxLength(2048);
    m_address->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoPredictiveText |
                                   Qt::ImhNoAutoUppercase);
    m_password->setObjectName(QStringLiteral("password"));
    addField(tr("Address"), m_address);
    addField(tr("Password"), m_password);
    body().addSpacing(kGrid);
    body().addWidget(m_signIn);
    auto* other = makeButton("switchUser", tr("Back to all users"), ButtonKind::Link, card());
    body().addWidget(other, 0, Qt::AlignHCenter);

    connect(m_address, &QLineEdit::textChanged, this, &SignInPage::updateButton);
    connect(m_address, &QLineEdit::returnPressed, this, [this] { m_password->setFocus(); });
    connect(m_password, &SecretField::changed, this, &SignInPage::updateButton);
    connect(m_password, &SecretField::submitted, this, &SignInPage::submit);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::submit);
    connect(other, &QPushButton::clicked, this, &SignInPage::switchUserRequested);
    updateButton();
}

void SignInPage::setStage(const SignInStage& stage)
{
    if (!stage.address.isEmpty())
        m_address->setText(stage.address);
    m_password->clear();
}

QWidget* SignInPage::firstField() const
{
    return m_address->text().isEmpty() ? static_cast<QWidget*>(m_address) : m_password;
}

void SignInPage::submit()
{
    if (!m_signIn->isEnabled())
        return;
    clearProblem();
    m_client.submitPassword(m_address->text().trimmed(), m_password->take());
}

void SignInPage::updateButton()
{
    m_signIn->setEnabled(!m_address->text().trimmed().isEmpty() && m_password->length() > 0);
}

WorkingPage::WorkingPage(Client& client, QWidget* parent)
    : Page(parent),
      m_cancel(makeButton("cancel", tr("Cancel"), ButtonKind::Outlined, card()))
{
    setHeading(tr("One moment"),
               tr("Connecting to your clinic's server and opening your "
                  "messages. This takes a few seconds."));
    body().addWidget(m_cancel, 0, Qt::AlignLeft);
    connect(m_cancel, &QPushButton::clicked, this, [&client] { client.cancelSignIn(); });
}

void WorkingPage::setStage(const SignInStage&) { }

QWidget* WorkingPage::firstField() const
{
    return m_cancel;
}

}  // namespace sotto::ui
