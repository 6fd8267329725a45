// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table.h"

#include <QHeaderView>
#include <QTableView>

namespace sotto::ui {
namespace {

constexpr int kRowHeight = 40;  // px: more than the usual text needs

}  // namespace

QTableView* makeTable(const char* name, const QString& title, QAbstractItemModel& model,
                      QWidget* parent)
{
    auto* table = new QTableView(parent);
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(title);
    table->setModel(&model);
    table->setEditTriggers(QTableView::NoEditTriggers);
    table->setSelectionBehavior(QTableView::SelectRows);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

void fitColumns(QTableView& table)
{
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table.horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

}  // namespace sotto::ui
