// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/open_items_model.h"

#include "ui/due_text.h"
#include "ui/time_text.h"

#include <algorithm>

namespace sotto::ui {
namespace {

/// How far it is.
QString stateText(const OpenItemSnapshot& item)
{
    const auto& states = item.states;
    if (item.isOrder) {
        const bool isRead = item.forUs ? item.acknowledgedAtMs > 0 : states.acknowledged > 0;
        return isRead ? OpenItemsModel::tr("read back") : OpenItemsModel::tr("not read back yet");
    }
    if (item.forUs)
        return item.acceptedAtMs > 0    ? OpenItemsModel::tr("you accepted")
            : item.acknowledgedAtMs > 0 ? OpenItemsModel::tr("you acknowledged")
                                        : QString();
    if (states.accepted > 0)
        return OpenItemsModel::tr("accepted");
    if (states.declined > 0 && states.declined == states.people)
        return OpenItemsModel::tr("declined");
    if (states.acknowledged > states.declined)
        return OpenItemsModel::tr("acknowledged");
    return OpenItemsModel::tr("no answer yet");
}

}  // namespace

OpenItemsModel::OpenItemsModel(ConversationListModel& conversations, const Clock& clock)
    : QAbstractListModel(nullptr),
      m_conversations(conversations),
      m_clock(clock),
      m_unread(nullptr)
{
    m_unread.setMode(ConversationFilter::Mode::OpenItems);
    m_unread.setSourceModel(&m_conversations);
}

void OpenItemsModel::setItems(const QList<OpenItemSnapshot>& items)
{
    m_items = items;
    refresh();
}

void OpenItemsModel::setCurrent(ConversationId id)
{
    m_unread.setCurrent(id);
    refresh();
}

void OpenItemsModel::refresh()
{
    beginResetModel();
    m_rows.clear();
    addSection(tr("Overdue orders"), overdueOrders());
    addSection(tr("Waits for you"), itemRows(true));
    addSection(tr("Unread"), unreadRows());
    addSection(tr("You wait for"), itemRows(false));
    endResetModel();
}

void OpenItemsModel::addSection(const QString& heading, const std::vector<Row>& rows)
{
    if (rows.empty())
        return;
    Row line;
    line.entry.heading = true;
    line.entry.title = heading;
    m_rows.push_back(line);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
}

bool OpenItemsModel::isOverdueOrder(const OpenItemSnapshot& item) const
{
    return item.isOrder && isOverdue(item.dueAtMs, true, toMs(m_clock.wallNow()));
}

/// Whoever must act: they stand here until they are in the record, or cancelled.
std::vector<OpenItemsModel::Row> OpenItemsModel::overdueOrders() const
{
    std::vector<Row> rows;
    for (const auto& item : m_items)
        if (isOverdueOrder(item))
            rows.push_back(rowOf(item));
    return rows;
}

std::vector<OpenItemsModel::Row> OpenItemsModel::itemRows(bool forUs) const
{
    std::vector<Row> rows;
    for (const auto& item : m_items)
        if (item.forUs == forUs && !isOverdueOrder(item))
            rows.push_back(rowOf(item));
    return rows;
}

/// Without those of which a message stands above already.
std::vector<OpenItemsModel::Row> OpenItemsModel::unreadRows() const
{
    std::vector<Row> rows;
    for (int i = 0; i < m_unread.rowCount(); ++i) {
        const auto index = m_unread.index(i, 0);
        const auto id = index.data(kIdRole).value<ConversationId>();
        const bool isAbove = std::ranges::any_of(
            m_items, [id](const auto& item) { return item.forUs && item.conversation == id; });
        if (!isAbove)
            rows.push_back({index.data(kEntryRole).value<Entry>(), id, {}});
    }
    return rows;
}

OpenItemsModel::Row OpenItemsModel::rowOf(const OpenItemSnapshot& item) const
{
    const auto now = toMs(m_clock.wallNow());
    Row row{{}, item.conversation, item.message};
    auto& entry = row.entry;
    entry.address = item.address;
    entry.title = item.title.isEmpty() ? item.address : item.title.string();
    entry.name = entry.title;
    if (!item.onCall.isEmpty())
        entry.title += QStringLiteral(" · ") + item.onCall.isolated();
    QStringList label;
    if (item.isOrder)
        label << tr("Order");
    for (const auto& part : {dueText(item.dueAtMs, true, now), stateText(item)})
        if (!part.isEmpty())
            label << part;
    entry.label = label.join(QStringLiteral(" · "));
    entry.late = isOverdue(item.dueAtMs, true, now);
    entry.line = item.line.string();
    entry.when = whenText(item.sentAtMs, now);
    entry.urgency = item.urgency;
    const auto* const conversation = m_conversations.find(item.conversation);
    entry.presence = conversation ? conversation->presence : Presence::SignedOut;
    return row;
}

int OpenItemsModel::countForUs() const
{
    const auto items = std::ranges::count_if(m_items, &OpenItemSnapshot::forUs);
    // The conversation on the screen keeps its row for a while after it was read.
    const auto unread =
        std::ranges::count_if(unreadRows(), [](const Row& row) { return row.entry.unread > 0; });
    return static_cast<int>(items + unread);
}

QModelIndex OpenItemsModel::indexOf(ConversationId id) const
{
    const auto found = std::ranges::find_if(
        m_rows, [id](const Row& row) { return !row.entry.heading && row.conversation == id; });
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()));
}

QModelIndex OpenItemsModel::next(const QModelIndex& from, int rows) const
{
    int row = from.isValid() ? from.row() + rows : 0;
    while (row >= 0 && row < rowCount() && isHeading(row))
        row += rows < 0 ? -1 : 1;
    return row >= 0 && row < rowCount() ? index(row) : from;
}

int OpenItemsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant OpenItemsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.entry.title;
    case Qt::AccessibleTextRole:
        return row.entry.heading ? row.entry.title : spokenText(row.entry);
    case kEntryRole:
        return QVariant::fromValue(row.entry);
    case kIdRole:
        return QVariant::fromValue(row.conversation);
    case kAddressRole:
        return row.entry.address;
    default:
        return {};
    }
}

Qt::ItemFlags OpenItemsModel::flags(const QModelIndex& index) const
{
    return index.isValid() && isHeading(index.row()) ? Qt::ItemNeverHasChildren
                                                     : QAbstractListModel::flags(index);
}

}  // namespace sotto::ui
