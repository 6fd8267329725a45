// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QString;
class QTableView;
class QWidget;

namespace sotto::ui {

/// A table to read in: whole rows, no grid, no numbers at its side, and Tab leaves it. `name` is
/// its objectName, `title` what assistive technology calls it.
QTableView* makeTable(const char* name, const QString& title, QAbstractItemModel& model,
                      QWidget* parent);

/// For few columns: each as wide as what stands in it, the first takes the rest.
void fitColumns(QTableView& table);

}  // namespace sotto::ui
