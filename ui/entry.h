// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"

#include <QAbstractListModel>
#include <QMetaType>
#include <QStyledItemDelegate>

namespace sotto::ui {

/// One row of the conversation list or of the directory, ready to be painted.
struct Entry {
    QString address;
    QString title;
    QString name{};  ///< for the avatar; empty: the title
    QString line;    ///< preview, or presence and group
    QString label;   ///< in front of the line in the accent colour ("Draft")
    QString when;
    int unread = 0;
    Urgency urgency = Urgency::None;
    Presence presence = Presence::SignedOut;
    std::int64_t untilMs = 0;  ///< of DoNotDisturb
    bool verified = false;
    bool pinned = false;
    bool muted = false;
    bool late = false;     ///< the label is a warning
    bool heading = false;  ///< a line above others: `title` alone, and not to be chosen
};

enum EntryRole : int {
    kEntryRole = Qt::UserRole + 1,  ///< Entry
    kIdRole,                        ///< ConversationId value; conversation list only
    kAddressRole,
    kOnCallRole,  ///< the name of a role; directory only
    kSortTimeRole,
    kUrgencyRole,
    kUnreadRole,
    kPinnedRole,
};

/// Paints an Entry: avatar with presence, title, time, urgency chip, preview, unread count.
class EntryDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Name, urgency, counts and state of a row, for assistive technology.
QString spokenText(const Entry& entry);

}  // namespace sotto::ui

Q_DECLARE_METATYPE(sotto::ui::Entry)
