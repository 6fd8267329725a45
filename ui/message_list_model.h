// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "core/base/clock.h"
#include "core/domain/content_export.h"

#include <QAbstractListModel>
#include <QImage>

#include <map>
#include <optional>
#include <vector>

namespace sotto::ui {

/// What a person can do with one message by its button.
enum class RowAction : std::uint8_t {
    None,
    Acknowledge,
    Accept,
    Finish,
    ReadBack,    ///< of an order to us
    EnterOrder,  ///< the same, read back
    CancelOrder,
    ShowEvidence,
    AskResend,
    Retry,
    Download,
    CancelTransfer,
    OpenPicture,
    SaveFile,
};

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
    bool showsPicture = false;  ///< has room for one; `picture` is null until it is here
    QImage picture;
    QString headline;  ///< beside the urgency: by when, for whom at first, corrected
    bool late = false;
    QString fileNote;  ///< below the name of a file; empty: nothing to say
};

/// The messages of one conversation, oldest first.
class MessageListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    MessageListModel(const Clock& clock, QObject* parent);

    /// `hasNewer`: the end is not the newest message; what arrives is not shown then, but told.
    void load(const QList<MessageSnapshot>& oldestFirst, bool hasOlder, bool hasNewer = false);
    void prepend(const QList<MessageSnapshot>& oldestFirst, bool hasOlder);
    void append(const QList<MessageSnapshot>& oldestFirst, bool hasNewer);
    void change(const MessageSnapshot& message);  ///< new, or its delivery moved on
    void clear();

    /// Which pictures can be shown at all, and whether files may be saved.
    void setFileRules(bool showsPictures, ContentRule saving);
    void setPicture(MessageId id, const QImage& picture);  ///< null: it cannot be decoded
    /// Null: no such row, or it carries no file. Valid until the model changes.
    const AttachmentSnapshot* fileOf(MessageId id) const;
    bool isOutgoing(MessageId id) const;
    QStringList labelsOf(MessageId id) const;  ///< of a sensitive one; empty: it is none
    std::optional<MessageSnapshot> find(MessageId id) const;
    /// A picture that is here and was not set yet.
    bool wantsPicture(int row) const;
    /// Those that a person can look through, oldest first.
    QList<MessageSnapshot> pictures() const;

    bool hasOlder() const { return m_hasOlder; }

    bool hasNewer() const { return m_hasNewer; }

    std::optional<MessageId> oldest() const;

    std::optional<MessageId> newest() const { return idAt(rowCount() - 1); }

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

Q_SIGNALS:
    void arrivedBelow();  ///< a new message, beyond what is loaded

private:
    void findUnread();
    bool showsPicture(const MessageSnapshot& message) const;
    RowAction actionOf(const MessageSnapshot& message) const;
    RowAction fileActionOf(const MessageSnapshot& message) const;
    QString fileNoteOf(const MessageSnapshot& message) const;
    QString headlineOf(const MessageSnapshot& message) const;
    QString accessibleText(const MessageSnapshot& message) const;
    QString accessibleTalk(const MessageSnapshot& message) const;
    bool continuesGroup(int row) const;
    bool showsEvidence(int row) const;
    void tellNeighbours(int row);

    const Clock& m_clock;
    std::vector<MessageSnapshot> m_rows;
    std::map<MessageId, QImage> m_pictures;  ///< of this conversation; null: broken
    bool m_showsPictures = false;
    ContentRule m_saving = ContentRule::Deny;
    MessageId m_unreadFrom;
    bool m_hasOlder = false;
    bool m_hasNewer = false;
    MessageId m_toldBelow{};  ///< the newest that was told of as arrived beyond
    bool m_severalAuthors = false;
};

}  // namespace sotto::ui
