// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "ui/directory_model.h"

#include <QDialog>

class QListView;

namespace sotto::ui {

class Label;

/// Chooses to whom a message goes on while nobody answers, one after another.
class ChainDialog final : public QDialog {
    Q_OBJECT
public:
    ChainDialog(const QList<PersonSnapshot>& people, int most, QWidget* parent);

Q_SIGNALS:
    void chosen(const QStringList& addresses, const QStringList& names);

private:
    void add(const QModelIndex& index);
    void showState();

    DirectoryModel m_people;
    int m_most;
    QListView* m_list;
    Label* m_chain;
    QStringList m_addresses, m_names;
};

}  // namespace sotto::ui
