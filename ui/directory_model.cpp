// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/directory_model.h"

#include "ui/avatar.h"

#include <QCollator>

#include <algorithm>

namespace sotto::ui {

void DirectoryModel::load(const QList<PersonSnapshot>& people)
{
    m_people = people;
    const QCollator collator;
    std::ranges::stable_sort(m_people, [&](const PersonSnapshot& a, const PersonSnapshot& b) {
        const int byGroup = collator.compare(a.group.string(), b.group.string());
        return byGroup ? byGroup < 0 : collator.compare(a.name.string(), b.name.string()) < 0;
    });
    rebuild();
}

void DirectoryModel::setSearch(const QString& text)
{
    m_search = text.trimmed();
    rebuild();
}

void DirectoryModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (const auto& person : m_people) {
        Entry entry;
        entry.address = person.address;
        entry.title = person.name.isEmpty() ? person.address : person.name.string();
        entry.line = presenceText(person.presence);
        if (!person.group.isEmpty())
            entry.line = person.group.string() + QStringLiteral(" · ") + entry.line;
        entry.presence = person.presence;
        if (m_search.isEmpty() || entry.title.contains(m_search, Qt::CaseInsensitive) ||
            entry.line.contains(m_search, Qt::CaseInsensitive))
            m_rows.push_back(std::move(entry));
    }
    endResetModel();
}

int DirectoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DirectoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return QString(row.title + QStringLiteral(", ") + row.line);
    case kEntryRole:
        return QVariant::fromValue(row);
    case kAddressRole:
        return row.address;
    default:
        return {};
    }
}

}  // namespace sotto::ui
