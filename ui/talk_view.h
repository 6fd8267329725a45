// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The quotation above an answer, and the signs under a message: measured and painted.

#include "core/api/talk.h"

#include <QFont>
#include <QList>
#include <QRectF>

class QPainter;

namespace sotto::ui {

struct Tokens;

/// Both lines of it, no wider than `room`.
QSizeF quoteSize(const QuotationSnapshot& quotation, const QFont& font, double room);
void paintQuote(QPainter& painter, const QRectF& where, const QuotationSnapshot& quotation,
                const QFont& font, const Tokens& tokens);

/// One sign with the number of people who set it.
struct ReactionChip {
    QRectF where;
    ReactionSnapshot reaction;
};

/// One after the other from (0, 0), in as many lines as `room` needs.
QList<ReactionChip> layoutReactions(const QList<ReactionSnapshot>& reactions, const QFont& font,
                                    double room);
void paintReaction(QPainter& painter, const ReactionChip& chip, const QFont& font,
                   const Tokens& tokens);

}  // namespace sotto::ui
