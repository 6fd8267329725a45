// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recall_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/time_text.h"

#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

QString reasonText(MisdirectedReason reason)
{
    switch (reason) {
    case MisdirectedReason::WrongPerson:
        return RecallDialog::tr("Sent to the wrong person");
    case MisdirectedReason::WrongTeam:
        return RecallDialog::tr("Sent to the wrong team");
    case MisdirectedReason::WrongPatient:
        return RecallDialog::tr("About another patient than meant");
    case MisdirectedReason::NotAsked:
        break;
    }
    return RecallDialog::tr("Not given");
}

/// What is known of one person, in the record; dates in full, for it is read long after.
QString stateOf(const PersonEvidence& one)
{
    if (one.readAtMs > 0)
        return RecallDialog::tr("delivered %1, read %2")
            .arg(stampText(one.deliveredAtMs), stampText(one.readAtMs));
    if (one.deliveredAtMs > 0)
        return RecallDialog::tr("delivered %1, not reported as read")
            .arg(stampText(one.deliveredAtMs));
    return RecallDialog::tr("not reported as delivered");
}

QString nameOf(const PersonEvidence& one)
{
    return one.name.isEmpty() ? one.address : one.name.string();
}

}  // namespace

RecallDialog::RecallDialog(Client& client, const Clock& clock, About about, Journey journey,
                           QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_clock(clock),
      m_about(std::move(about)),
      m_journey(journey),
      m_words(new Label({}, TextRole::Body, Label::Tone::Secondary, this)),
      m_seen(new Label({}, TextRole::Body, this)),
      m_go(makeButton("recallGo", tr("Recall"), ButtonKind::Primary, this)),
      m_print(makeButton("recallPrint", tr("Print the record…"), ButtonKind::Outlined, this))
{
    setObjectName(QStringLiteral("recallDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(460);
    const bool isWrong = journey == Journey::WrongRecipient;
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(
        new Label(isWrong ? tr("Sent to the wrong person") : tr("Recall this message"),
                  TextRole::Screen, this));
    layout->addWidget(m_words->wrapped());
    layout->addWidget(m_seen->wrapped());
    m_seen->setObjectName(QStringLiteral("recallSeen"));
    auto* reasons = new QWidget(this);
    if (isWrong)
        addReasons(reasons);
    layout->addWidget(reasons);
    reasons->setVisible(isWrong);
    auto* close = makeButton("recallClose", tr("Close"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_print);
    row->addWidget(close);
    row->addWidget(m_go);
    layout->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &RecallDialog::recall);
    connect(m_print, &QPushButton::clicked, this, [this] { Q_EMIT printWanted(record()); });
    connect(&client, &Client::evidenceLoaded, this,
            [this](MessageId id, const QList<PersonEvidence>& people) {
                if (id == m_about.message.id)
                    show(people);
            });
    connect(&client, &Client::messageChanged, this, [this](const MessageSnapshot& changed) {
        if (changed.id != m_about.message.id)
            return;
        m_about.message = changed;
        m_client.openEvidence(changed.id);
        showState();
    });
    showState();
    client.openEvidence(m_about.message.id);
}

void RecallDialog::showState()
{
    const auto& m = m_about.message;
    const bool isWrong = m_journey == Journey::WrongRecipient;
    const bool isRecalled = m.recalledAtMs > 0;
    const bool mayRecall = !isRecalled && m.changeableUntilMs >= toMs(m_clock.wallNow());
    const bool hasReason = !isWrong || m_reason != MisdirectedReason::NotAsked;
    m_go->setVisible(mayRecall);
    m_go->setEnabled(hasReason);
    m_print->setVisible(isWrong && !mayRecall);
    m_print->setEnabled(hasReason);
    if (mayRecall)
        m_words->setText(tr("Its text goes from their devices and from yours. They see that "
                            "something was recalled, and when. What somebody has read cannot be "
                            "unread."));
    else if (isRecalled)
        m_words->setText(tr("It was recalled at %1. Print the record and give it to whoever "
                            "looks after privacy in your clinic.")
                             .arg(clockText(m.recalledAtMs)));
    else
        m_words->setText(tr("The time in which it could be recalled has passed. Call whoever got "
                            "it, print the record and give it to whoever looks after privacy in "
                            "your clinic."));
}

void RecallDialog::addReasons(QWidget* into)
{
    auto* layout = new QVBoxLayout(into);
    setGrid(*layout, 0, 0, 1);
    for (const auto reason : {MisdirectedReason::WrongPerson, MisdirectedReason::WrongTeam,
                              MisdirectedReason::WrongPatient}) {
        auto* choice = new QRadioButton(reasonText(reason), into);
        choice->setObjectName(QStringLiteral("misdirected-%1").arg(static_cast<int>(reason)));
        layout->addWidget(choice);
        connect(choice, &QRadioButton::clicked, this, [this, reason] {
            m_reason = reason;
            showState();
        });
    }
}

void RecallDialog::show(const QList<PersonEvidence>& people)
{
    m_people = people;
    const auto now = toMs(m_clock.wallNow());
    QStringList lines;
    for (const auto& one : people)
        if (one.readAtMs > 0 && lines.size() < 5)
            lines << tr("%1, %2").arg(nameOf(one), momentText(one.readAtMs, now));
    const auto read =
        std::ranges::count_if(people, [](const auto& one) { return one.readAtMs > 0; });
    m_seen->setText(read == 0 ? tr("Nobody has reported it as read.")
                              : tr("Read by %n:", nullptr, static_cast<int>(read)) +
                            QLatin1Char('\n') + lines.join(QLatin1Char('\n')));
}

void RecallDialog::recall()
{
    m_client.recall(m_about.message.id);
    if (m_journey == Journey::Recall)
        accept();
}

QStringList RecallDialog::record() const
{
    const auto& m = m_about.message;
    QStringList lines{
        tr("Record of a misdirected message"),
        tr("Clinic: %1").arg(m_about.self.clinic.string()),
        tr("Record made: %1").arg(stampText(toMs(m_clock.wallNow()))),
        tr("Sent by: %1 (%2)").arg(m_about.self.name.string(), m_about.self.address),
        tr("Sent to: %1").arg(m_about.recipient),
        tr("Sent: %1").arg(stampText(m.sentAtMs)),
        m.recalledAtMs > 0 ? tr("Recalled: %1").arg(stampText(m.recalledAtMs)) : tr("Recalled: no"),
        tr("Reason: %1").arg(reasonText(m_reason)),
        tr("Number of the message on this device: %1").arg(m.id.value),
        QString(),
        tr("What is known of each recipient when this record was made:"),
    };
    for (const auto& one : m_people)
        lines << tr("%1 (%2): %3").arg(nameOf(one), one.address, stateOf(one));
    lines << QString() << tr("The text of the message is not part of this record.");
    return lines;
}

}  // namespace sotto::ui
