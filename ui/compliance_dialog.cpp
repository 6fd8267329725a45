// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/print_lines.h"
#include "ui/save_dialog.h"
#include "ui/table.h"
#include "ui/time_text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <climits>

namespace sotto::ui {
namespace {

using State = ComplianceItem::State;

QString stateText(State state)
{
    return state == State::Pass ? ComplianceDialog::tr("Pass")
        : state == State::Fail  ? ComplianceDialog::tr("Fail")
                                : ComplianceDialog::tr("Not applicable");
}

Icon stateIcon(State state)
{
    return state == State::Pass ? Icon::Check : state == State::Fail ? Icon::Warning : Icon::More;
}

}  // namespace

ComplianceDialog::ComplianceDialog(ComplianceCheck& check, const Clock& clock, QString about,
                                   QWidget* parent)
    : QDialog(parent),
      m_check(check),
      m_clock(clock),
      m_about(std::move(about)),
      m_summary((new Label({}, TextRole::Body, Label::Tone::Secondary, this))->wrapped()),
      m_items(new QStandardItemModel(this)),
      m_table(makeTable("complianceItems", tr("Requirements"), *m_items, this)),
      m_again(makeButton("complianceAgain", tr("Check again"), ButtonKind::Outlined, this)),
      m_save(makeButton("complianceSave", tr("Save as PDF…"), ButtonKind::Outlined, this))
{
    setObjectName(QStringLiteral("complianceDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    resize(900, 620);
    m_summary->setObjectName(QStringLiteral("complianceSummary"));
    m_table->setWordWrap(true);
    auto* close = makeButton("close", tr("Close"), ButtonKind::Primary, this);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("Compliance check"), TextRole::Screen, this));
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_again);
    row->addWidget(m_save);
    row->addStretch(1);
    row->addWidget(close);
    layout->addLayout(row);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            &ComplianceDialog::fitRows);
    connect(m_again, &QPushButton::clicked, this, &ComplianceDialog::run);
    connect(m_save, &QPushButton::clicked, this, &ComplianceDialog::chooseFile);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    run();
}

void ComplianceDialog::run()
{
    m_summary->setText(tr("Checking this workstation…"));
    m_again->setEnabled(false);
    m_save->setEnabled(false);
    m_check.run().then(this, [this](const Result<QList<ComplianceItem>>& items) {
        m_again->setEnabled(true);
        if (items)
            show(*items);
        else
            m_summary->setText(tr("The files of Sotto, or its activity log, cannot be looked at."));
    });
}

void ComplianceDialog::show(const QList<ComplianceItem>& items)
{
    const auto count = [&items](State state) {
        return std::ranges::count(items, state, &ComplianceItem::state);
    };
    const auto at = stampText(toMs(m_clock.wallNow()));
    m_summary->setText(tr("%1 pass, %2 fail, %3 do not apply here. Checked %4.")
                           .arg(count(State::Pass))
                           .arg(count(State::Fail))
                           .arg(count(State::NotApplicable))
                           .arg(at));
    m_report = QStringList{tr("Sotto compliance check"), m_about, m_summary->text()};
    m_items->clear();
    m_items->setHorizontalHeaderLabels(
        {tr("Rule"), tr("What it asks for"), tr("Result"), tr("Evidence")});
    const auto tokens = tokensFor(palette());
    for (const auto& item : items) {
        auto* result = new QStandardItem(stateText(item.state));
        const auto color = item.state == State::Pass ? tokens.accent
            : item.state == State::Fail              ? tokens.stat
                                                     : tokens.textSecondary;
        result->setIcon(icon(stateIcon(item.state), color));
        result->setForeground(color);
        m_items->appendRow({new QStandardItem(item.law), new QStandardItem(item.what), result,
                            new QStandardItem(item.evidence)});
        m_report << tr("%1 (%2) — %3: %4. %5")
                        .arg(item.law, item.rule, item.what, stateText(item.state), item.evidence);
    }
    auto* header = m_table->horizontalHeader();
    const int letter = fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair{0, 26}, std::pair{1, 24}, std::pair{2, 24}})
        m_table->setColumnWidth(column, letters * letter);
    header->setStretchLastSection(true);
    fitRows();
    m_save->setEnabled(true);
}

/// The view itself forgets the padding of the style sheet, and cuts the last line.
void ComplianceDialog::fitRows()
{
    constexpr int kPadding = 32;  // px at the sides of a cell, with what the style adds
    for (int row = 0; row < m_items->rowCount(); ++row) {
        int height = 0;
        for (int column = 0; column < m_items->columnCount(); ++column) {
            const QRect room(0, 0, m_table->columnWidth(column) - kPadding, INT_MAX);
            const auto text = m_items->item(row, column)->text();
            height = std::max(
                height, m_table->fontMetrics().boundingRect(room, Qt::TextWordWrap, text).height());
        }
        m_table->setRowHeight(row, height + kPadding / 2);
    }
}

void ComplianceDialog::chooseFile()
{
    const auto day = stampText(toMs(m_clock.wallNow())).left(10);
    auto* dialog = makeSaveDialog("saveCompliance", QStringLiteral("compliance-%1.pdf").arg(day),
                                  QStandardPaths::DocumentsLocation, Existing::Replaced, this);
    connect(dialog, &QFileDialog::fileSelected, this, &ComplianceDialog::saveTo);
    dialog->open();
}

void ComplianceDialog::saveTo(const QString& path)
{
    const auto footer = stampText(toMs(m_clock.wallNow()));
    m_summary->setText(saveLines(m_report, footer, path)
                           ? tr("Saved as %1.").arg(QFileInfo(path).fileName())
                           : tr("It could not be saved there."));
}

}  // namespace sotto::ui
