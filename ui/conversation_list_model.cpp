// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation_list_model.h"

#include "ui/time_text.h"

#include <algorithm>

namespace sotto::ui {

ConversationListModel::ConversationListModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent),
      m_clock(clock)
{
}

void ConversationListModel::load(const QList<ConversationSnapshot>& conversations)
{
    beginResetModel();
    m_rows.assign(conversations.begin(), conversations.end());
    std::ranges::stable_sort(m_rows, std::ranges::greater{}, &ConversationSnapshot::lastAtMs);
    endResetModel();
}

void ConversationListModel::change(const ConversationSnapshot& conversation)
{
    const auto old = rowOf(conversation.id);
    const auto from = static_cast<int>(old - m_rows.cbegin());
    const bool isNew = old == m_rows.cend();
    const auto newer = [&](const ConversationSnapshot& row) {
        return row.id != conversation.id && row.lastAtMs > conversation.lastAtMs;
    };
    const auto to = static_cast<int>(std::ranges::count_if(m_rows, newer));
    if (isNew) {
        beginInsertRows({}, to, to);
        m_rows.insert(m_rows.begin() + to, conversation);
        endInsertRows();
        return;
    }
    if (from != to) {
        // beginMoveRows counts the destination before the row is taken out.
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        if (to < from)
            std::rotate(m_rows.begin() + to, m_rows.begin() + from, m_rows.begin() + from + 1);
        else
            std::rotate(m_rows.begin() + from, m_rows.begin() + from + 1, m_rows.begin() + to + 1);
        endMoveRows();
    }
    m_rows[static_cast<std::size_t>(to)] = conversation;
    Q_EMIT dataChanged(index(to), index(to));
}

ConversationListModel::Rows::const_iterator ConversationListModel::rowOf(ConversationId id) const
{
    return std::ranges::find(m_rows, id, &ConversationSnapshot::id);
}

const ConversationSnapshot* ConversationListModel::find(ConversationId id) const
{
    const auto row = rowOf(id);
    return row == m_rows.cend() ? nullptr : &*row;
}

QModelIndex ConversationListModel::indexOf(ConversationId id) const
{
    const auto row = rowOf(id);
    return row == m_rows.cend() ? QModelIndex() : index(static_cast<int>(row - m_rows.cbegin()));
}

int ConversationListModel::openItems() const
{
    return static_cast<int>(
        std::ranges::count_if(m_rows, [](const auto& row) { return row.unread > 0; }));
}

std::optional<ConversationId> ConversationListModel::firstStat() const
{
    const auto row = std::ranges::find_if(m_rows, [](const auto& candidate) {
        return candidate.unread > 0 && candidate.topUnreadUrgency == Urgency::Stat;
    });
    return row == m_rows.cend() ? std::nullopt : std::optional(row->id);
}

int ConversationListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Entry ConversationListModel::entryOf(const ConversationSnapshot& c) const
{
    Entry entry;
    entry.address = c.address;
    entry.title = c.title.isEmpty() ? c.address : c.title.string();
    entry.line = c.lastLine.string();
    entry.label = c.lastLineIsDraft ? tr("Draft:") : QString();
    entry.when = whenText(c.lastAtMs, toMs(m_clock.wallNow()));
    entry.unread = c.unread;
    entry.urgency = c.unread > 0 ? c.topUnreadUrgency : Urgency::None;
    entry.presence = c.presence;
    entry.untilMs = c.untilMs;
    entry.verified = c.verified;
    entry.pinned = c.pinned;
    entry.muted = c.muted;
    return entry;
}

QVariant ConversationListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return entryOf(row).title;
    case Qt::AccessibleTextRole:
        return spokenText(entryOf(row));
    case kEntryRole:
        return QVariant::fromValue(entryOf(row));
    case kIdRole:
        return QVariant::fromValue(row.id);
    case kAddressRole:
        return row.address;
    case kSortTimeRole:
        return QVariant::fromValue(row.lastAtMs);
    case kUrgencyRole:
        return static_cast<int>(row.unread > 0 ? row.topUnreadUrgency : Urgency::None);
    case kUnreadRole:
        return row.unread;
    case kPinnedRole:
        return row.pinned;
    default:
        return {};
    }
}

ConversationFilter::ConversationFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    sort(0);
}

void ConversationFilter::setMode(Mode mode)
{
    m_mode = mode;
    invalidate();
}

void ConversationFilter::setSearch(const QString& text)
{
    m_search = text.trimmed();
    invalidate();
}

void ConversationFilter::setCurrent(ConversationId id)
{
    m_current = id;
    invalidate();
}

bool ConversationFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto index = sourceModel()->index(row, 0, parent);
    if (m_mode == Mode::OpenItems && index.data(kUnreadRole).toInt() == 0 &&
        index.data(kIdRole).value<ConversationId>() != m_current)
        return false;
    if (m_search.isEmpty())
        return true;
    const auto entry = index.data(kEntryRole).value<Entry>();
    return entry.title.contains(m_search, Qt::CaseInsensitive) ||
        entry.line.contains(m_search, Qt::CaseInsensitive) ||
        entry.address.contains(m_search, Qt::CaseInsensitive);
}

bool ConversationFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    if (m_mode == Mode::OpenItems) {
        const auto l = left.data(kUrgencyRole).toInt();
        const auto r = right.data(kUrgencyRole).toInt();
        if (l != r)
            return l > r;
    } else if (const bool l = left.data(kPinnedRole).toBool();
               l != right.data(kPinnedRole).toBool()) {
        return l;
    }
    return left.data(kSortTimeRole).toLongLong() > right.data(kSortTimeRole).toLongLong();
}

}  // namespace sotto::ui
