// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "core/base/clock.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace sotto::ui {

/// What a person can do with one message by its button.
enum class RowAction : std::uint8_t { None, Acknowledge, AskResend, Retry };

/// Words for that button; empty for None.
QString actionText(RowAction action);

/// A message with what its neighbours decide about its looks.
struct MessageRow {
    MessageSnapshot message;
    bool startsDay = false;
    bool startsGroup = false;    ///< first of several by one author
    bool unreadAbove = false;    ///< the line "New" stands above it
    bool showsAuthor = false;    ///< more than one person writes here
    bool showsEvidence = false;  ///< the line below says something that the next does not
    RowAction action = RowAction::None;
};

/// The messages of one conversation, oldest first.
class MessageListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    MessageListModel(const Clock& clock, QObject* parent);

    void load(const QList<MessageSnapshot>& oldestFirst, bool hasOlder);
    void prepend(const QList<MessageSnapshot>& oldestFirst, bool hasOlder);
    void change(const MessageSnapshot& message);  ///< new, or its delivery moved on
    void clear();

    bool hasOlder() const { return m_hasOlder; }

    std::optional<MessageId> oldest() const;
    std::optional<MessageId> idAt(int row) const;
    int rowOf(MessageId id) const;  ///< -1 if it is not here
    int unreadRow() const;          ///< the row below the unread line, or -1
    bool hasUnread() const;
    /// The newest row that waits for a person; -1 if none.
    int newestWithAction(RowAction action) const;

    MessageRow rowAt(int row) const;

    std::int64_t nowMs() const { return toMs(m_clock.wallNow()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    bool continuesGroup(int row) const;
    bool showsEvidence(int row) const;
    void tellNeighbours(int row);

    const Clock& m_clock;
    std::vector<MessageSnapshot> m_rows;
    MessageId m_unreadFrom;
    bool m_hasOlder = false;
    bool m_severalAuthors = false;
};

}  // namespace sotto::ui
