// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_list_model.h"

#include "ui/card_text.h"
#include "ui/evidence.h"
#include "ui/time_text.h"
#include "ui/urgency_look.h"

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr std::int64_t kGroupMs = 5 * 60 * 1000;  // bubbles closer than this hang together

using Kind = MessageSnapshot::Kind;

RowAction actionOf(const MessageSnapshot& m)
{
    if (canAskToResend(m))
        return RowAction::AskResend;
    if (m.kind != Kind::Text)
        return RowAction::None;
    if (m.outgoing)
        return m.delivery == Delivery::Failed ? RowAction::Retry : RowAction::None;
    const bool waits = m.urgency == Urgency::Stat && m.acknowledgedAtMs == 0;
    return waits ? RowAction::Acknowledge : RowAction::None;
}

}  // namespace

QString actionText(RowAction action)
{
    switch (action) {
    case RowAction::None:
        break;
    case RowAction::Acknowledge:
        return MessageListModel::tr("Acknowledge");
    case RowAction::AskResend:
        return MessageListModel::tr("Ask to resend");
    case RowAction::Retry:
        return MessageListModel::tr("Try again");
    }
    return {};
}

MessageListModel::MessageListModel(const Clock& clock, QObject* parent)
    : QAbstractListModel(parent),
      m_clock(clock)
{
}

void MessageListModel::load(const QList<MessageSnapshot>& oldestFirst, bool hasOlder)
{
    beginResetModel();
    m_rows.assign(oldestFirst.begin(), oldestFirst.end());
    m_hasOlder = hasOlder;
    // Taken once, so that the line stays put while its messages become read.
    const auto first = std::ranges::find_if(m_rows, &MessageSnapshot::unread);
    m_unreadFrom = first == m_rows.end() ? MessageId{} : first->id;
    QString author;
    m_severalAuthors = false;
    for (const auto& row : m_rows) {
        if (row.outgoing || row.kind != Kind::Text)
            continue;
        m_severalAuthors = m_severalAuthors || (!author.isEmpty() && author != row.author.string());
        author = row.author.string();
    }
    endResetModel();
}

void MessageListModel::prepend(const QList<MessageSnapshot>& oldestFirst, bool hasOlder)
{
    m_hasOlder = hasOlder;
    QList<MessageSnapshot> fresh;
    std::ranges::copy_if(oldestFirst, std::back_inserter(fresh),
                         [this](const auto& message) { return rowOf(message.id) < 0; });
    if (fresh.isEmpty())
        return;
    const auto count = static_cast<int>(fresh.size());
    beginInsertRows({}, 0, count - 1);
    m_rows.insert(m_rows.begin(), fresh.begin(), fresh.end());
    endInsertRows();
    tellNeighbours(count);
}

void MessageListModel::change(const MessageSnapshot& message)
{
    if (const int row = rowOf(message.id); row >= 0) {
        m_rows[static_cast<std::size_t>(row)] = message;
        tellNeighbours(row);
        return;
    }
    auto row = static_cast<int>(m_rows.size());
    // As the vault orders them: a wrong clock must not bury a message.
    while (row > 0 && m_rows[static_cast<std::size_t>(row) - 1].id > message.id)
        --row;
    if (row == 0 && m_hasOlder && !m_rows.empty())
        return;  // belongs to a page that is not loaded
    beginInsertRows({}, row, row);
    m_rows.insert(m_rows.begin() + row, message);
    endInsertRows();
    tellNeighbours(row);
}

void MessageListModel::clear()
{
    load({}, false);
}

/// A row's looks depend on the one before and the one after.
void MessageListModel::tellNeighbours(int row)
{
    const int last = rowCount() - 1;
    Q_EMIT dataChanged(index(std::clamp(row - 1, 0, last)), index(std::clamp(row + 1, 0, last)));
}

std::optional<MessageId> MessageListModel::oldest() const
{
    return idAt(0);
}

std::optional<MessageId> MessageListModel::idAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].id;
}

int MessageListModel::rowOf(MessageId id) const
{
    // From the end: what changes is nearly always new.
    const auto found = std::find_if(m_rows.crbegin(), m_rows.crend(),
                                    [&](const auto& row) { return row.id == id; });
    return static_cast<int>(m_rows.crend() - found) - 1;
}

int MessageListModel::unreadRow() const
{
    return m_unreadFrom == MessageId{} ? -1 : rowOf(m_unreadFrom);
}

bool MessageListModel::hasUnread() const
{
    return std::ranges::any_of(m_rows, &MessageSnapshot::unread);
}

int MessageListModel::newestWithAction(RowAction action) const
{
    const auto found = std::find_if(m_rows.crbegin(), m_rows.crend(),
                                    [&](const auto& row) { return actionOf(row) == action; });
    return static_cast<int>(m_rows.crend() - found) - 1;
}

bool MessageListModel::continuesGroup(int row) const
{
    if (row <= 0 || row >= rowCount())
        return false;
    const auto& above = m_rows[static_cast<std::size_t>(row) - 1];
    const auto& here = m_rows[static_cast<std::size_t>(row)];
    return above.kind == Kind::Text && here.kind == Kind::Text && above.outgoing == here.outgoing &&
        above.author == here.author && isSameDay(above.sentAtMs, here.sentAtMs) &&
        here.sentAtMs - above.sentAtMs < kGroupMs;
}

bool MessageListModel::showsEvidence(int row) const
{
    const auto evidence = evidenceOf(m_rows[static_cast<std::size_t>(row)]);
    if (!evidence)
        return false;
    if (!evidence->settled || !continuesGroup(row + 1) ||
        m_rows[static_cast<std::size_t>(row)].urgency > Urgency::Fyi)
        return true;
    const auto next = evidenceOf(m_rows[static_cast<std::size_t>(row) + 1]);
    return !next || next->text != evidence->text;
}

MessageRow MessageListModel::rowAt(int row) const
{
    MessageRow result;
    result.message = m_rows[static_cast<std::size_t>(row)];
    const auto& m = result.message;
    result.startsDay =
        row == 0 || !isSameDay(m_rows[static_cast<std::size_t>(row) - 1].sentAtMs, m.sentAtMs);
    result.startsGroup = !continuesGroup(row);
    result.unreadAbove = m.id == m_unreadFrom;
    result.showsAuthor = m_severalAuthors && !m.outgoing && result.startsGroup;
    result.showsEvidence = showsEvidence(row);
    result.action = actionOf(m);
    return result;
}

int MessageListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MessageListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& m = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return m.text.string();
    case Qt::AccessibleTextRole: {
        QStringList parts;
        if (m.kind == Kind::Undecryptable)
            parts << cardHeading(m);
        else if (m.kind == Kind::System)
            parts << tr("Notice");
        else
            parts << (m.outgoing ? tr("You") : m.author.string());
        if (m.urgency > Urgency::Fyi)
            parts << lookOf(m.urgency, {}).word;
        parts << clockText(m.sentAtMs);
        if (const auto evidence = evidenceOf(m))
            parts << evidence->text;
        if (actionOf(m) == RowAction::Acknowledge)
            parts << tr("not acknowledged");
        const auto text = m.kind == Kind::Undecryptable ? cardText(m) : m.text.string();
        return QString(parts.join(QStringLiteral(", ")) + QStringLiteral(": ") + text);
    }
    case Qt::AccessibleDescriptionRole:
        return fullEvidence(m, nowMs()).join(QStringLiteral(", "));
    default:
        return {};
    }
}

}  // namespace sotto::ui
