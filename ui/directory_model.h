// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/on_call.h"
#include "core/domain/word_index.h"
#include "ui/entry.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace sotto::ui {

/// The colleagues of the clinic, by group, then by name; while searched, the best first. The
/// words of all are folded when they are loaded, not when a key is pressed.
class DirectoryModel final : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void load(const QList<PersonSnapshot>& people);
    /// Some of those who are there.
    void change(const QList<PersonSnapshot>& people);
    /// Roles on call stand before the people.
    void setRoles(const QList<OnCallSnapshot>& roles);
    void setSearch(const QString& text);
    /// Marks people as chosen.
    void setMarked(const QSet<QString>& addresses);

    const QList<PersonSnapshot>& people() const { return m_people; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void indexAll();
    void find();
    std::vector<int> findRoles() const;
    QVariant roleData(const OnCallSnapshot& onCall, int role) const;
    Entry entryOf(const PersonSnapshot& person) const;

    QList<PersonSnapshot> m_people;
    QHash<QString, int> m_places;  ///< in m_people, by address
    WordIndex m_words;
    QString m_search;
    QSet<QString> m_marked;
    std::vector<int> m_rows;  ///< places in m_people
    QList<OnCallSnapshot> m_roles;
    std::vector<int> m_roleRows;  ///< places in m_roles
};

/// Title and department, as far as a person says them: "Charge nurse · Cardiology".
QString workText(const PersonSnapshot& person);

}  // namespace sotto::ui
