// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QString>

class QPainter;

namespace sotto::ui {

/// How an urgency appears: never by colour alone (ui.md), so icon and word go with it.
struct UrgencyLook {
    Icon icon;
    QString word;     ///< "STAT"
    QString meaning;  ///< "Now: interrupts and must be acknowledged"
    QColor color, weak;
};

UrgencyLook lookOf(Urgency urgency, const Tokens& tokens);

/// Space that paintUrgencyChip() takes, with `font` as the body font.
QSize urgencyChipSize(const UrgencyLook& look, const QFont& font);

void paintUrgencyChip(QPainter& painter, QPointF topLeft, const UrgencyLook& look,
                      const QFont& font);

}  // namespace sotto::ui
