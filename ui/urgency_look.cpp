// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/urgency_look.h"

#include "ui/mirror.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace sotto::ui {
namespace {

constexpr int kChipPad = 6;

class UrgencyWords {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::UrgencyWords)
};

QFont chipFont(const QFont& font)
{
    auto small = fontFor(TextRole::Caption, font);
    small.setWeight(QFont::DemiBold);
    return small;
}

}  // namespace

UrgencyLook lookOf(Urgency urgency, const Tokens& t)
{
    switch (urgency) {
    case Urgency::Action:
        return {Icon::Action, UrgencyWords::tr("ACTION"),
                UrgencyWords::tr("Somebody has to do something"), t.action, t.actionWeak};
    case Urgency::Concern:
        return {Icon::Concern, UrgencyWords::tr("CONCERN"), UrgencyWords::tr("Please look soon"),
                t.concern, t.concernWeak};
    case Urgency::Stat:
        return {Icon::Stat, UrgencyWords::tr("STAT"),
                UrgencyWords::tr("Now: interrupts, must be acknowledged"), t.stat, t.statWeak};
    case Urgency::None:
    case Urgency::Fyi:
        break;
    }
    return {Icon::Fyi, UrgencyWords::tr("FYI"), UrgencyWords::tr("Read when there is time"),
            t.textSecondary, t.hover};
}

QSize urgencyChipSize(const UrgencyLook& look, const QFont& font)
{
    const QFontMetrics metrics(chipFont(font));
    const int iconSize = metrics.height();
    return {kChipPad + iconSize + 4 + metrics.horizontalAdvance(look.word) + kChipPad + 2,
            metrics.height() + 6};
}

void paintUrgencyChip(QPainter& painter, QPointF topLeft, const UrgencyLook& look,
                      const QFont& font)
{
    const auto small = chipFont(font);
    const QFontMetrics metrics(small);
    const QRectF box(topLeft, QSizeF(urgencyChipSize(look, font)));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.color, 1));
    painter.setBrush(look.weak);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const double size = metrics.height();
    const Mirror mirror{box, painter.layoutDirection()};
    paintIcon(painter, look.icon,
              mirror({box.left() + kChipPad, box.center().y() - size / 2, size, size}), look.color);
    painter.setFont(small);
    painter.setPen(look.color);
    mirror.write(painter, box.adjusted(kChipPad + size + 4, 0, 0, 0), look.word);
    painter.restore();
}

}  // namespace sotto::ui
