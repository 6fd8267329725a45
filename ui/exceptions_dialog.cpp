// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exceptions_dialog.h"

#include "ui/activity_words.h"
#include "ui/controls.h"
#include "ui/label.h"
#include "ui/table.h"
#include "ui/time_text.h"

#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace sotto::ui {
ExceptionsDialog::ExceptionsDialog(const ActivityReport& report,
                                   const std::function<QString(const QString&)>& nameOf,
                                   std::int64_t nowMs, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("exceptionsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    resize(760, 480);
    auto* model = new QStandardItemModel(this);
    model->setHorizontalHeaderLabels({tr("What"), tr("Who"), tr("First"), tr("Times")});
    m_lines << tr("Exception report") << spanText(report, nowMs);
    for (const auto& line : report.lines) {
        const auto who = line.who.isEmpty() ? tr("This workstation") : nameOf(line.who);
        const auto first = line.firstMs > 0 ? stampText(line.firstMs).left(16) : tr("no time");
        const QStringList cells{exceptionText(line.kind), who, first, QString::number(line.count)};
        QList<QStandardItem*> row;
        for (const auto& cell : cells)
            row << new QStandardItem(cell);
        model->appendRow(row);
        m_lines << cells.join(QStringLiteral(" · "));
    }
    if (report.lines.isEmpty())
        m_lines << tr("Nothing to look at.");

    auto* print = makeButton("print", tr("Print…"), ButtonKind::Outlined, this);
    auto* close = makeButton("close", tr("Close"), ButtonKind::Outlined, this);
    auto* done = makeButton("reviewed", tr("I have reviewed it"), ButtonKind::Primary, this);
    for (auto* button : {print, done, close})
        button->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(m_lines.first(), TextRole::Screen, this));
    layout->addWidget(
        (new Label(m_lines.at(1), TextRole::Body, Label::Tone::Secondary, this))->wrapped());
    if (report.lines.isEmpty()) {
        layout->addWidget(new Label(m_lines.last(), TextRole::Body, this), 1, Qt::AlignCenter);
    } else {
        auto* table = makeTable("exceptions", tr("Exceptions"), *model, this);
        fitColumns(*table);
        layout->addWidget(table, 1);
    }
    auto* row = new QHBoxLayout;
    row->addWidget(print);
    row->addStretch(1);
    row->addWidget(close);
    row->addWidget(done);
    layout->addLayout(row);
    connect(print, &QPushButton::clicked, this, [this] { Q_EMIT printWanted(m_lines); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(done, &QPushButton::clicked, this, [this] {
        Q_EMIT reviewed();
        accept();
    });
}

QString ExceptionsDialog::spanText(const ActivityReport& report, std::int64_t nowMs) const
{
    if (report.sinceMs == 0)
        return tr("The log is empty.");
    if (report.prunedUntilMs > 0)
        return tr("Since %1. Nobody has reviewed it yet; earlier entries were removed under the "
                  "retention rule.")
            .arg(sinceText(report.sinceMs, nowMs));
    return report.wasReviewed
        ? tr("Since the last review, %1.").arg(sinceText(report.sinceMs, nowMs))
        : tr("Since the log began, %1. Nobody has reviewed it yet.")
              .arg(sinceText(report.sinceMs, nowMs));
}

}  // namespace sotto::ui
