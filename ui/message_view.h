// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/message_list_model.h"

#include <QListView>
#include <QPersistentModelIndex>

#include <functional>

class QPushButton;

namespace sotto::ui {

class MessageDelegate;

/// The scrolling list of one conversation: stays at the end while the reader is there, keeps
/// its place while older pages come, and says how many messages arrived below.
class MessageView final : public QListView {
    Q_OBJECT
public:
    MessageView(MessageListModel& model, QWidget* parent);

    /// To the unread line, or to `row` if it was remembered, or to the end.
    void showStart(std::optional<MessageId> remembered);
    /// To a message that was found; it becomes the current one. Not here: to the end.
    void showAt(MessageId id);
    void jumpToLatest();
    bool isAtEnd() const;
    bool shows(
        int row) const;  ///< some of it  ///< of the conversation, not only of what is loaded of it

    /// Puts older messages above without moving what the reader sees.
    void prepend(const QList<MessageSnapshot>& older, bool hasOlder);

    /// Puts newer messages below, as prepend().
    void append(const QList<MessageSnapshot>& newer, bool hasNewer);

    /// The topmost message on screen, to return to; nothing at the end of the list.
    std::optional<MessageId> place() const;

    /// The action of the current row, or else the newest one that waits; true if there was.
    bool runAction(RowAction action);
    /// The current message if it is such, or else the newest that is.
    std::optional<MessageSnapshot>
    currentOrNewest(const std::function<bool(const MessageSnapshot&)>& isSuch) const;
    /// Of the current row, or else of the newest before it that went to somebody.
    void showEvidence();
    QString selectedText() const;  ///< empty: no row is chosen
    QList<MessageId> selectedIds() const;
    QStringList selectedLabels() const;  ///< of sensitive messages among them

Q_SIGNALS:
    void olderWanted();
    void newerWanted();
    void latestWanted();  ///< the newest ones are not loaded
    void actionRequested(sotto::ui::RowAction action, sotto::MessageId id);
    void reachedEnd();
    void copyRequested(const QString& text);
    void pictureWanted(sotto::MessageId id);  ///< it is on the screen, and not here yet
    void answerWanted(sotto::MessageId id);   ///< a message that answers it
    void quotedWanted(sotto::MessageId id);   ///< the message that one answers
    void reactionPressed(sotto::MessageId id, const QString& emoji);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QModelIndexList chosenRows() const;

    struct Anchor {
        std::optional<MessageId> id;
        int top = 0;
    };

    Anchor anchor() const;
    bool runSpot(const QModelIndex& index, QPoint at);
    bool isOnSpot(QPoint at) const;
    bool pressEnter(const MessageRow& row);
    void restore(const Anchor& anchor);
    void onScrolled();
    void onInserted(int first, int last);
    bool isAtBottom() const;
    void askForMore();
    void updateJump();

    MessageListModel& m_model;
    MessageDelegate* m_delegate;
    QPushButton* m_jump;
    QPersistentModelIndex m_pressed;  ///< the row whose button is held down
    bool m_stick = true;              ///< the reader is at the end and wants to stay there
    bool m_quiet = false;             ///< a move of ours, not of the reader
    bool m_asked = false;             ///< an older page is on its way
    bool m_askedNewer = false;        ///< the same of a newer one
    int m_below = 0;                  ///< arrived while the reader was further up
};

}  // namespace sotto::ui
