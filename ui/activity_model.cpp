// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity_model.h"

#include "ui/activity_words.h"
#include "ui/time_text.h"

#include <QPalette>

namespace sotto::ui {

void ActivityModel::load(QList<ActivityEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

void ActivityModel::setNames(QHash<QString, QString> people, QHash<QString, QString> others)
{
    if (people == m_names && others == m_others)
        return;
    m_names = std::move(people);
    m_others = std::move(others);
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, Who), index(rowCount() - 1, Patient));
}

/// Of what is not known here the beginning: enough to see what belongs together.
QString ActivityModel::otherName(const QString& name) const
{
    constexpr int kShown = 8;
    if (name.isEmpty())
        return {};
    const auto known = m_others.constFind(name);
    return known != m_others.constEnd() ? *known : tr("%1, not known here").arg(name.left(kShown));
}

QString ActivityModel::nameOf(const QString& who) const
{
    if (who.isEmpty())
        return {};
    const auto known = m_names.constFind(who);
    return known != m_names.constEnd() ? *known : tr("Not in the directory (%1)").arg(who);
}

int ActivityModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ActivityModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString ActivityModel::textOf(const ActivityEntry& entry, int column) const
{
    switch (column) {
    case When:
        return entry.atMs > 0 ? stampText(entry.atMs).left(19) : tr("no time");
    case Who:
        return entry.who.isEmpty() ? tr("This workstation") : nameOf(entry.who);
    case What:
        return eventText(entry.event);
    case Result:
        return entry.failed ? tr("Failed") : tr("Done");
    case Whom:
        return nameOf(entry.whom);
    case Where:
        return otherName(entry.conversation);
    case Patient:
        return otherName(entry.patient);
    default:
        return detailText(entry);
    }
}

QVariant ActivityModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(entry, index.column());
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() +
            QStringLiteral(": ") + textOf(entry, index.column());
    case kSortRole:  // entries in one moment stay in their order
        return index.column() == When ? QVariant(static_cast<qulonglong>(entry.number))
                                      : QVariant(textOf(entry, index.column()));
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case Who:
        return tr("Who");
    case What:
        return tr("What");
    case Result:
        return tr("Result");
    case Whom:
        return tr("With whom");
    case Where:
        return tr("Conversation");
    case Patient:
        return tr("Patient");
    default:
        return tr("Details");
    }
}

}  // namespace sotto::ui
