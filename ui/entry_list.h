// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemModel;
class QListView;
class QWidget;

namespace sotto::ui {

/// A list of entries (entry.h). With the focus it always has a current row, so that the focus can
/// be seen; Enter activates.
QListView* makeEntryList(const char* name, QAbstractItemModel* model, QWidget* parent);

}  // namespace sotto::ui
