// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/directory_model.h"

#include "ui/avatar.h"
#include "ui/on_call_words.h"

#include <QCollator>

#include <algorithm>
#include <array>
#include <numeric>

namespace sotto::ui {
namespace {

QString nameOf(const PersonSnapshot& person)
{
    return person.name.isEmpty() ? person.address : person.name.string();
}

/// A name counts more than what somebody does, and that more than where.
std::array<WordIndex::Field, 5> fieldsOf(const PersonSnapshot& person)
{
    return {{{nameOf(person), 8},
             {person.title.string(), 4},
             {person.department.string(), 2},
             {person.groups.isEmpty() ? person.group.string() : person.groups.join(u' '), 2},
             {person.address.section(u'@', 0, 0), 1}}};
}

bool hasSameWords(const PersonSnapshot& a, const PersonSnapshot& b)
{
    return a.name == b.name && a.title == b.title && a.department == b.department &&
        a.groups == b.groups && a.group == b.group;
}

}  // namespace

QString workText(const PersonSnapshot& person)
{
    QStringList parts{person.title.string(), person.department.string()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void DirectoryModel::load(const QList<PersonSnapshot>& people)
{
    const QCollator collator;

    struct Keyed {
        QCollatorSortKey group, name;
        qsizetype place;
    };

    std::vector<Keyed> keys;
    keys.reserve(static_cast<std::size_t>(people.size()));
    for (qsizetype i = 0; i < people.size(); ++i)
        keys.push_back(
            {collator.sortKey(people[i].group.string()), collator.sortKey(nameOf(people[i])), i});
    std::ranges::stable_sort(keys, [](const Keyed& a, const Keyed& b) {
        const int byGroup = a.group.compare(b.group);
        return byGroup ? byGroup < 0 : a.name.compare(b.name) < 0;
    });
    beginResetModel();
    m_people.clear();
    m_people.reserve(people.size());
    for (const auto& key : keys)
        m_people.append(people[key.place]);
    indexAll();
    find();
    endResetModel();
}

void DirectoryModel::indexAll()
{
    m_places.clear();
    m_words.clear();
    for (const auto& person : m_people) {
        m_places.insert(person.address, static_cast<int>(m_places.size()));
        m_words.add(fieldsOf(person));
    }
    m_words.sort();
}

void DirectoryModel::change(const QList<PersonSnapshot>& people)
{
    for (const auto& person : people) {
        const auto place = m_places.constFind(person.address);
        if (place == m_places.constEnd())
            continue;
        auto& known = m_people[place.value()];
        if (!hasSameWords(known, person))
            m_words.replace(place.value(), fieldsOf(person));
        known = person;
    }
    if (rowCount() > 0)  // what is not on the screen costs nothing
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void DirectoryModel::setSearch(const QString& text)
{
    m_search = text.trimmed();
    beginResetModel();
    find();
    endResetModel();
}

void DirectoryModel::setMarked(const QSet<QString>& addresses)
{
    m_marked = addresses;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void DirectoryModel::find()
{
    m_rows = m_words.find(m_search);
    m_roleRows = findRoles();
}

/// Each word that is typed stands somewhere in the title.
std::vector<int> DirectoryModel::findRoles() const
{
    const auto words = m_search.split(u' ', Qt::SkipEmptyParts);
    std::vector<int> rows;
    for (int i = 0; i < m_roles.size(); ++i)
        if (std::ranges::all_of(words, [&](const QString& word) {
                return m_roles[i].title.string().contains(word, Qt::CaseInsensitive);
            }))
            rows.push_back(i);
    return rows;
}

/// Who holds them changes often: the row on which somebody is stays.
void DirectoryModel::setRoles(const QList<OnCallSnapshot>& roles)
{
    const auto names = [](const QList<OnCallSnapshot>& all) {
        QStringList out;
        for (const auto& one : all)
            out << one.role << one.title.string();
        return out;
    };
    if (names(roles) == names(m_roles)) {
        m_roles = roles;
        if (!m_roleRows.empty())
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_roleRows.size()) - 1));
        return;
    }
    beginResetModel();
    m_roles = roles;
    m_roleRows = findRoles();
    endResetModel();
}

QVariant DirectoryModel::roleData(const OnCallSnapshot& onCall, int role) const
{
    Entry entry;
    entry.address = onCall.role;
    entry.title = onCall.title.string();
    entry.label = tr("On call");
    entry.line = standingText(onCall);
    if (onCall.byUs)
        entry.presence = Presence::Available;
    else if (!onCall.goesTo.isEmpty())
        entry.presence = onCall.goesTo.front().presence;
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        return QStringList{entry.title, entry.label, entry.line}.join(QStringLiteral(", "));
    case kEntryRole:
        return QVariant::fromValue(entry);
    case kOnCallRole:
        return onCall.role;
    default:
        return {};
    }
}

Entry DirectoryModel::entryOf(const PersonSnapshot& person) const
{
    Entry entry;
    entry.address = person.address;
    entry.title = nameOf(person);
    QStringList parts{workText(person), person.group.string(),
                      presenceText(person.presence, person.untilMs)};
    parts.removeAll(QString());
    entry.line = parts.join(QStringLiteral(" · "));
    if (m_marked.contains(person.address))
        entry.label = tr("Chosen");
    entry.presence = person.presence;
    return entry;
}

int DirectoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_roleRows.size() + m_rows.size());
}

QVariant DirectoryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (row < m_roleRows.size())
        return roleData(m_roles[m_roleRows[row]], role);
    const auto& person = m_people[m_rows[row - m_roleRows.size()]];
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(person);
    case Qt::AccessibleTextRole: {
        const auto entry = entryOf(person);
        QStringList parts{entry.title, entry.label, entry.line};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case kEntryRole:
        return QVariant::fromValue(entryOf(person));
    case kAddressRole:
        return person.address;
    default:
        return {};
    }
}

}  // namespace sotto::ui
