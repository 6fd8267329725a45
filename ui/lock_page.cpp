// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lock_page.h"

#include "ui/avatar.h"
#include "ui/controls.h"
#include "ui/secret_choice.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

LockPage::LockPage(Client& client, QWidget* parent)
    : Page(parent),
      m_client(client),
      m_avatar(new Avatar(56, card())),
      m_name(new Label({}, TextRole::Title, card())),
      m_waiting(new Label({}, TextRole::Body, Label::Tone::Secondary, card())),
      m_stat(new Label({}, TextRole::Strong, Label::Tone::Danger, card())),
      m_secret(new SecretChoice(
          {"password", tr("Password"), SecretField::Show::Dots, tr("Use the password instead")},
          {"pin", tr("PIN"), SecretField::Show::Dots, tr("Use the PIN instead")}, card())),
      m_unlock(makeButton("unlock", tr("Unlock"), ButtonKind::Primary, card()))
{
    setCardWidth(400);
    setHeading(tr("Locked"), {});
    m_name->setObjectName(QStringLiteral("lockName"));
    m_waiting->setObjectName(QStringLiteral("waiting"));
    m_stat->setObjectName(QStringLiteral("statWaiting"));
    auto* words = new QVBoxLayout;
    words->setSpacing(kGrid / 2);
    words->addStretch(1);
    words->addWidget(m_name);
    words->addWidget(m_waiting);
    words->addWidget(m_stat);
    words->addStretch(1);
    auto* person = new QHBoxLayout;
    person->setSpacing(4 * kGrid);
    person->addWidget(m_avatar);
    person->addLayout(words, 1);
    body().addLayout(person);
    body().addSpacing(kGrid);
    body().addWidget(m_secret);
    body().addWidget(m_unlock);
    auto* other = makeButton("switchUser", tr("Switch user"), ButtonKind::Link, card());
    body().addWidget(other, 0, Qt::AlignHCenter);

    m_unlock->setEnabled(false);
    connect(m_secret, &SecretChoice::changed, this,
            [this] { m_unlock->setEnabled(m_secret->field()->length() > 0); });
    connect(m_secret, &SecretChoice::submitted, this, &LockPage::submit);
    connect(m_unlock, &QPushButton::clicked, this, &LockPage::submit);
    connect(other, &QPushButton::clicked, this, &LockPage::switchUserRequested);
    setWaiting(0, 0);
}

void LockPage::setStage(const SignInStage& stage)
{
    m_address = stage.address;
    m_secret->setChoice(stage.hasPin);
    // Whoever took the password last time stays with it.
    m_secret->choose(stage.hasPin && stage.way != SignInStage::Way::Password ? 1 : 0);
    if (m_name->text().isEmpty())
        setSelf(
            {stage.address, SafeText::fromQString(stage.address, SafeText::Kind::Name), {}, {}});
}

QWidget* LockPage::firstField() const
{
    return m_secret->field();
}

void LockPage::setSelf(const SelfSnapshot& self)
{
    if (self.name.isEmpty())
        return;
    m_name->setSafeText(self.name);
    m_avatar->setPerson({self.address, self.name.string()});
}

void LockPage::setWaiting(int messages, int stat)
{
    m_waiting->setText(messages > 0 ? tr("%n message(s) waiting", nullptr, messages)
                                    : tr("No new messages"));
    m_stat->setText(tr("%n STAT waiting", nullptr, stat));
    m_stat->setVisible(stat > 0);
}

void LockPage::submit()
{
    if (m_secret->field()->length() == 0)
        return;
    clearProblem();
    if (m_secret->chosen() == 0)
        m_client.submitPassword(m_address, m_secret->field()->take());
    else
        m_client.submitPin(m_secret->field()->take());
}

}  // namespace sotto::ui
