// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence_dialog.h"

#include "ui/controls.h"
#include "ui/evidence.h"
#include "ui/label.h"
#include "ui/table.h"
#include "ui/time_text.h"

#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace sotto::ui {
namespace {

/// The last word of that person, or an empty text.
QString answerText(const PersonEvidence& one, bool isOrder, std::int64_t nowMs)
{
    const auto with = [nowMs](const QString& words, std::int64_t at) {
        return words + QLatin1Char(' ') + momentText(at, nowMs);
    };
    if (one.doneAtMs > 0)
        return with(isOrder ? EvidenceDialog::tr("Entered in the record")
                            : EvidenceDialog::tr("Done"),
                    one.doneAtMs);
    if (one.declinedAtMs > one.acceptedAtMs)
        return with(EvidenceDialog::tr("Declined"), one.declinedAtMs);
    if (one.acceptedAtMs > 0)
        return with(EvidenceDialog::tr("Accepted"), one.acceptedAtMs);
    if (one.acknowledgedAtMs > 0)
        return with(isOrder ? EvidenceDialog::tr("Read back") : EvidenceDialog::tr("Acknowledged"),
                    one.acknowledgedAtMs);
    return {};
}

auto howFar(const PersonEvidence& one)
{
    return std::tuple{one.doneAtMs > 0, one.acceptedAtMs > 0, one.acknowledgedAtMs > 0,
                      one.readAtMs > 0, one.deliveredAtMs > 0};
}

QString orNotYet(std::int64_t at, std::int64_t nowMs)
{
    return at > 0 ? momentText(at, nowMs) : EvidenceDialog::tr("not yet");
}

}  // namespace

EvidenceDialog::EvidenceDialog(Client& client, const Clock& clock, const MessageSnapshot& message,
                               QWidget* parent)
    : QDialog(parent),
      m_clock(clock),
      m_id(message.id),
      m_isOrder(message.order.has_value()),
      m_summary(new Label({}, TextRole::Body, Label::Tone::Secondary, this)),
      m_people(new QStandardItemModel(this)),
      m_table(makeTable("evidencePeople", tr("People"), *m_people, this))
{
    setObjectName(QStringLiteral("evidenceDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    resize(680, 460);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* close = makeButton("close", tr("Close"), ButtonKind::Primary, this);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("Who has seen it"), TextRole::Screen, this));
    layout->addWidget(m_summary->wrapped());
    layout->addWidget(m_table, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&client, &Client::evidenceLoaded, this,
            [this](MessageId id, const QList<PersonEvidence>& people) {
                if (id == m_id)
                    show(people);
            });
    connect(&client, &Client::messageChanged, this,
            [this, &client](const MessageSnapshot& changed) {
                if (changed.id != m_id)
                    return;
                setMessage(changed);
                client.openEvidence(m_id);
            });
    setMessage(message);
    client.openEvidence(m_id);
}

void EvidenceDialog::setMessage(const MessageSnapshot& message)
{
    m_summary->setText(fullEvidence(message, toMs(m_clock.wallNow())).join(QStringLiteral(" · ")));
}

void EvidenceDialog::show(QList<PersonEvidence> people)
{
    const auto now = toMs(m_clock.wallNow());
    std::ranges::stable_sort(people, {}, howFar);
    m_people->clear();
    m_people->setHorizontalHeaderLabels({tr("Person"), tr("Delivered"), tr("Read"), tr("Answer")});
    for (const auto& one : people) {
        const auto name = one.name.isEmpty() ? one.address : one.name.string();
        QList<QStandardItem*> row;
        for (const auto& text : {name, orNotYet(one.deliveredAtMs, now),
                                 orNotYet(one.readAtMs, now), answerText(one, m_isOrder, now)})
            row << new QStandardItem(text);
        m_people->appendRow(row);
    }
    fitColumns(*m_table);
}

}  // namespace sotto::ui
