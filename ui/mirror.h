// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QRectF>
#include <QStyle>

namespace sotto::ui {

/// For what paints itself: places are reckoned from left to right, and turned within `bounds`
/// where the window runs from right to left.
struct Mirror {
    QRectF bounds;
    Qt::LayoutDirection direction = Qt::LeftToRight;

    bool isOn() const { return direction == Qt::RightToLeft; }

    QRectF operator()(const QRectF& where) const
    {
        return isOn() ? QRectF(bounds.left() + bounds.right() - where.right(), where.top(),
                               where.width(), where.height())
                      : where;
    }

    int align(Qt::Alignment alignment) const
    {
        return static_cast<int>(QStyle::visualAlignment(direction, alignment));
    }

    /// From the start of a line to its end, whichever side that is.
    void write(QPainter& painter, const QRectF& where, const QString& text,
               Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter) const
    {
        painter.drawText((*this)(where), align(alignment), text);
    }
};

}  // namespace sotto::ui
