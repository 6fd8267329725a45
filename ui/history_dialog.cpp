// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/patient_words.h"
#include "ui/time_text.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sotto::ui {

HistoryDialog::HistoryDialog(Client& client, const Clock& clock, const MessageSnapshot& message,
                             QWidget* parent)
    : QDialog(parent),
      m_clock(clock),
      m_message(message),
      m_list(nullptr)
{
    setObjectName(QStringLiteral("historyDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    resize(520, 420);
    auto* scroll = new QScrollArea(this);
    auto* content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("pageBody"));
    m_list = new QVBoxLayout(content);
    setGrid(*m_list, 0, 2, 2);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::StrongFocus);
    scroll->setAccessibleName(tr("Earlier versions"));
    auto* close = makeButton("close", tr("Close"), ButtonKind::Primary, this);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("Earlier versions"), TextRole::Screen, this));
    layout->addWidget(scroll, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&client, &Client::historyLoaded, this,
            [this](MessageId id, const QList<MessageVersion>& versions) {
                if (id == m_message.id && !m_shown)
                    show(versions);
            });
    client.openHistory(message.id);
}

void HistoryDialog::show(const QList<MessageVersion>& versions)
{
    m_shown = true;
    for (const auto& version : versions)
        addVersion(version.sinceMs, version.text.string(), version.patient);
    addVersion(m_message.correctedAtMs, m_message.text.string(), m_message.patient);
    m_list->addStretch(1);
}

void HistoryDialog::addVersion(std::int64_t sinceMs, const QString& text,
                               const std::optional<PatientSnapshot>& patient)
{
    auto* parent = m_list->parentWidget();
    m_list->addWidget(new Label(momentText(sinceMs, toMs(m_clock.wallNow())), TextRole::Caption,
                                Label::Tone::Secondary, parent));
    if (patient)
        m_list->addWidget((new Label(patientWords(*patient), TextRole::Strong, parent))->wrapped());
    m_list->addWidget((new Label(text, TextRole::Body, parent))->wrapped());
}

}  // namespace sotto::ui
