// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emergency_page.h"

#include "ui/controls.h"
#include "ui/emergency_words.h"
#include "ui/secret_field.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

EmergencyPage::EmergencyPage(Client& client, QWidget* parent)
    : Page(parent),
      m_client(client),
      m_told((new Label({}, TextRole::Body, Label::Tone::Caution, card()))->wrapped()),
      m_who(new QComboBox(card())),
      m_address(new QLineEdit(card())),
      m_reason(new QComboBox(card())),
      m_code(new SecretField(tr("Emergency code"), SecretField::Show::Text, card())),
      m_second(
          new SecretField(tr("Code of the other administrator"), SecretField::Show::Text, card())),
      m_open(makeButton("openEmergency", tr("Open for reading"), ButtonKind::Danger, card()))
{
    setCardWidth(560);
    m_told->setObjectName(QStringLiteral("emergencyTold"));
    m_who->setObjectName(QStringLiteral("emergencyWho"));
    m_who->setPlaceholderText(tr("Choose your name"));
    m_address->setObjectName(QStringLiteral("emergencyAddress"));
    m_address->setPlaceholderText(tr("your own address, name@clinic.example"));
    m_address->setMaxLength(2048);
    m_address->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoPredictiveText |
                                   Qt::ImhNoAutoUppercase);
    m_address->setAccessibleName(tr("Your own address"));
    m_reason->setObjectName(QStringLiteral("emergencyReason"));
    m_reason->setPlaceholderText(tr("Choose the reason"));
    for (const auto reason : kEmergencyReasons)
        m_reason->addItem(emergencyReasonText(reason), static_cast<int>(reason));
    m_reason->setCurrentIndex(-1);  // an answer by reflex would be worth nothing in a record
    m_code->setObjectName(QStringLiteral("emergencyCode"));
    m_second->setObjectName(QStringLiteral("emergencySecondCode"));
    body().addWidget(m_told);
    addField(tr("Who are you?"), m_who);
    body().addWidget(m_address);
    addField(tr("Why?"), m_reason);
    addField(tr("Code from the sealed envelope, or of the first administrator"), m_code);
    body().addWidget(m_second);
    body().addSpacing(kGrid);
    body().addWidget(m_open);
    auto* back = makeButton("leaveEmergency", tr("Back to all users"), ButtonKind::Link, card());
    body().addWidget(back, 0, Qt::AlignHCenter);

    connect(m_who, &QComboBox::currentIndexChanged, this, &EmergencyPage::updateState);
    connect(m_address, &QLineEdit::textChanged, this, &EmergencyPage::updateState);
    connect(m_reason, &QComboBox::currentIndexChanged, this, &EmergencyPage::updateState);
    for (auto* const field : {m_code, m_second}) {
        connect(field, &SecretField::changed, this, &EmergencyPage::updateState);
        connect(field, &SecretField::submitted, this, &EmergencyPage::submit);
    }
    connect(m_open, &QPushButton::clicked, this, &EmergencyPage::submit);
    connect(back, &QPushButton::clicked, this, [&client] { client.cancelSignIn(); });
    setStaff({});
}

void EmergencyPage::setStage(const SignInStage& stage)
{
    m_terms = stage.emergency;
    const auto owner = m_terms.owner.isEmpty() ? stage.address : m_terms.owner.string();
    setHeading(tr("Emergency access to the messages of %1").arg(owner),
               tr("For when this person, or what they sign in with, is not there. You can read and "
                  "search what is on this workstation for %n minute(s); nothing can be sent or "
                  "changed.",
                  nullptr, m_terms.sessionMaxS / 60));
    m_told->setText(tr("Who you are, the reason and the time are recorded before anything opens.") +
                    QStringLiteral(" ") + emergencyToldText(m_terms));
    setStaff(m_terms.staff);
    m_second->setVisible(needsTwo());
    m_code->clear();
    m_second->clear();
    updateState();
}

void EmergencyPage::setStaff(const QList<EmergencyStaff>& staff)
{
    m_who->clear();
    for (const auto& person : staff)
        m_who->addItem(person.name.isEmpty() ? person.address : person.name.string(),
                       person.address);
    m_who->addItem(tr("Somebody else"), QString());
    m_who->setCurrentIndex(staff.isEmpty() ? 0 : -1);
    updateState();
}

QWidget* EmergencyPage::firstField() const
{
    return m_who;
}

QString EmergencyPage::accessor() const
{
    if (m_who->currentIndex() < 0)
        return {};
    const auto known = m_who->currentData().toString();
    return known.isEmpty() ? m_address->text().trimmed() : known;
}

void EmergencyPage::updateState()
{
    const bool isElse = m_who->currentIndex() >= 0 && m_who->currentData().toString().isEmpty();
    m_address->setVisible(isElse);
    m_open->setEnabled(!accessor().isEmpty() && m_reason->currentIndex() >= 0 &&
                       m_code->length() > 0 && (!needsTwo() || m_second->length() > 0));
}

void EmergencyPage::submit()
{
    if (!m_open->isEnabled()) {
        if (needsTwo() && m_second->length() == 0)
            m_second->setFocus();
        return;
    }
    clearProblem();
    const auto reason = static_cast<EmergencyReason>(m_reason->currentData().toInt());
    m_client.openInEmergency(accessor(), reason, m_code->take(), m_second->take());
}

}  // namespace sotto::ui
