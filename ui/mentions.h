// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/talk.h"

#include <QList>
#include <QString>

namespace sotto::ui {

/// Somebody of a team who can be meant in a text.
struct Member {
    QString name;
    QString address;

    friend bool operator==(const Member&, const Member&) = default;
};

/// Wherever an at sign stands before the whole name of a member; the longest name counts. Typed by
/// hand or chosen is the same, so a draft keeps its mentions.
QList<MentionWish> mentionsIn(const QString& text, const QList<Member>& members);

}  // namespace sotto::ui
