// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/message_list_model.h"
#include "ui/talk_view.h"

#include <QFont>
#include <QRectF>
#include <QStringList>
#include <QTextLayout>

#include <memory>

namespace sotto::ui {

/// Where the parts of one message stand, from (0,0) of its row. An empty rectangle: absent.
struct MessageLayout {
    QRectF day, unreadLine, author, bubble, chip, headline, time, evidence, action;
    QRectF patient, sensitive;  ///< above the chip: whom it is about, and the notice
    QRectF picture, fileIcon, fileName, fileDetail, progress;  ///< of a file
    QRectF quote;                                              ///< above the text: what it answers
    QList<ReactionChip> reactions;                             ///< below the bubble
    QPointF textAt;
    std::unique_ptr<QTextLayout> text;
    QStringList evidenceLines;
    QString heading;  ///< of a card
    QString patientText, sensitiveText;
    double height = 0;
};

struct LayoutInput {
    QFont font;
    double width = 0;       ///< of the row
    bool expanded = false;  ///< the current row: all of a long text and all evidence
    Qt::LayoutDirection direction = Qt::LeftToRight;  ///< of the window, not of the text
};

/// Lays out one message; the same for measuring, painting and clicking.
MessageLayout layoutMessage(const MessageRow& row, const LayoutInput& input);

}  // namespace sotto::ui
