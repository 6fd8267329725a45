// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/entry.h"

#include <vector>

namespace sotto::ui {

/// The colleagues of the clinic, by group, then by name.
class DirectoryModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void load(const QList<PersonSnapshot>& people);
    void setSearch(const QString& text);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void rebuild();

    QList<PersonSnapshot> m_people;
    QString m_search;
    std::vector<Entry> m_rows;
};

}  // namespace sotto::ui
