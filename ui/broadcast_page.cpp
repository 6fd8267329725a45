// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/broadcast_page.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/patient_bar.h"
#include "ui/patient_dialog.h"
#include "ui/urgency_look.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace sotto::ui {

BroadcastPage::BroadcastPage(Client& client, ConversationId team, Rights rights, QStringList labels,
                             QWidget* parent)
    : QWidget(parent),
      m_client(client),
      m_team(team),
      m_labels(std::move(labels)),
      m_text(new QPlainTextEdit(this)),
      m_patientBar(new PatientBar(this)),
      m_patient(nullptr),
      m_send(nullptr)
{
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 2);
    layout->addWidget((new Label(tr("Each member gets this alone, and their answers come to you "
                                    "alone. Write nothing about a patient that not all of them "
                                    "need to know."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    m_text->setObjectName(QStringLiteral("broadcastText"));
    m_text->setAccessibleName(tr("Broadcast"));
    m_text->setTabChangesFocus(true);
    setFocusProxy(m_text);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_patientBar);
    addUrgencies(*layout, rights.has(Right::SendStat));
    addButtons(*layout);
    connect(m_text, &QPlainTextEdit::textChanged, this, &BroadcastPage::updateState);
    connect(m_patientBar, &PatientBar::changeWanted, this, &BroadcastPage::choosePatient);
    connect(m_patientBar, &PatientBar::dropped, this, [this] {
        m_patientBar->setAbout({});
        m_text->setFocus();
    });
    updateState();
}

void BroadcastPage::addUrgencies(QBoxLayout& layout, bool maySendStat)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(4 * kGrid);
    const auto tokens = tokensFor(palette());
    for (const auto urgency : {Urgency::Fyi, Urgency::Action, Urgency::Concern, Urgency::Stat}) {
        const auto look = lookOf(urgency, tokens);
        auto* choice = new QRadioButton(look.word, this);
        choice->setObjectName(QStringLiteral("broadcast-") + QLatin1String(toName(urgency).data()));
        choice->setIcon(icon(look.icon, look.color));
        choice->setAccessibleDescription(look.meaning);
        setPlainToolTip(*choice, look.meaning);
        choice->setChecked(urgency == m_urgency);
        choice->setEnabled(urgency != Urgency::Stat || maySendStat);
        connect(choice, &QRadioButton::toggled, this, [this, urgency](bool on) {
            if (on)
                m_urgency = urgency;
            updateState();
        });
        row->addWidget(choice);
    }
    row->addStretch(1);
    m_patient = makeIconButton("broadcastPatient", Icon::Person, tr("About a patient"), this);
    connect(m_patient, &QToolButton::clicked, this, &BroadcastPage::choosePatient);
    row->addWidget(m_patient);
    layout.addLayout(row);
}

void BroadcastPage::addButtons(QBoxLayout& layout)
{
    auto* back = makeButton("broadcastBack", tr("Back"), ButtonKind::Outlined, this);
    m_send = makeButton("broadcastGo", {}, ButtonKind::Primary, this);
    auto* row = new QHBoxLayout;
    row->addWidget(back);
    row->addStretch(1);
    row->addWidget(m_send);
    layout.addLayout(row);
    connect(back, &QPushButton::clicked, this, &BroadcastPage::left);
    connect(m_send, &QPushButton::clicked, this, &BroadcastPage::send);
}

void BroadcastPage::choosePatient()
{
    auto* dialog = new PatientDialog(m_client, m_patientBar->about(), m_labels, this);
    connect(dialog, &PatientDialog::chosen, this, [this](const About& about) {
        m_asked = false;
        m_patientBar->setQuestion({});
        m_patientBar->setAbout(about);
        m_text->setFocus();
    });
    dialog->open();
}

void BroadcastPage::send()
{
    const auto& about = m_patientBar->about();
    if (about && !m_asked) {
        m_asked = true;
        m_patientBar->setQuestion(tr("Everybody in this team will read who the patient is. Do all "
                                     "of them need it? The button sends it now."));
        return;
    }
    m_client.broadcast(m_team, m_text->toPlainText(), m_urgency, about);
    Q_EMIT sent();
}

/// The button says what it will do, as in the composer.
void BroadcastPage::updateState()
{
    if (!m_send)
        return;  // a choice is made before there is a button
    m_send->setText(m_urgency > Urgency::Fyi
                        ? tr("Send %1 to each").arg(lookOf(m_urgency, tokensFor(palette())).word)
                        : tr("Send to each"));
    m_send->setEnabled(!m_text->toPlainText().trimmed().isEmpty());
}

}  // namespace sotto::ui
