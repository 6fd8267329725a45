// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/activity.h"
#include "core/api/snapshots.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>

namespace sotto::ui {

/// Entries of the activity log, with names where the directory knows them.
class ActivityModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : std::uint8_t { When, Who, What, Result, Whom, Where, Patient, Details, Columns };

    static constexpr int kSortRole = Qt::UserRole;  ///< what a column is sorted by

    using QAbstractTableModel::QAbstractTableModel;

    void load(QList<ActivityEntry> entries);
    /// By the names under which they stand in the log; those of no kind are those of another.
    void setNames(QHash<QString, QString> people, QHash<QString, QString> others);

    /// The person's name; of a stranger the one in the log.
    QString nameOf(const QString& who) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const ActivityEntry& entry, int column) const;
    QString otherName(const QString& name) const;

    QList<ActivityEntry> m_entries;
    QHash<QString, QString> m_names;   ///< of people
    QHash<QString, QString> m_others;  ///< of conversations and patients
};

}  // namespace sotto::ui
