// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/old_password_page.h"

#include "ui/controls.h"
#include "ui/secret_choice.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

OldPasswordPage::OldPasswordPage(Client& client, QWidget* parent)
    : Page(parent),
      m_client(client),
      m_secret(new SecretChoice({"oldPassword", tr("Password that you used here before"),
                                 SecretField::Show::Dots, tr("Use the old password instead")},
                                {"vaultCode", tr("Printed recovery code"), SecretField::Show::Text,
                                 tr("Use the printed recovery code instead")},
                                card())),
      m_open(makeButton("openVault", tr("Open my messages"), ButtonKind::Primary, card()))
{
    setCardWidth(560);
    setHeading(tr("Your password was changed"),
               tr("The clinic's server knows your new password. The messages on this workstation "
                  "still have the one that you used here before: type it once more, and from then "
                  "on the new one opens them."));
    body().addWidget(m_secret);
    body().addWidget(m_open);
    auto* back = makeButton("cancel", tr("Start again"), ButtonKind::Link, card());
    body().addWidget(back, 0, Qt::AlignHCenter);
    const auto refresh = [this] { m_open->setEnabled(m_secret->field()->length() > 0); };
    connect(m_secret, &SecretChoice::changed, this, refresh);
    connect(m_secret, &SecretChoice::submitted, this, &OldPasswordPage::submit);
    connect(m_open, &QPushButton::clicked, this, &OldPasswordPage::submit);
    connect(back, &QPushButton::clicked, this, [this] { m_client.cancelSignIn(); });
    refresh();
}

void OldPasswordPage::setStage(const SignInStage&)
{
    m_secret->choose(m_secret->chosen());
}

QWidget* OldPasswordPage::firstField() const
{
    return m_secret->field();
}

void OldPasswordPage::submit()
{
    if (m_secret->field()->length() == 0)
        return;
    clearProblem();
    if (m_secret->chosen() == 0)
        m_client.submitOldPassword(m_secret->field()->take());
    else
        m_client.submitVaultRecoveryCode(m_secret->field()->take());
}

}  // namespace sotto::ui
