// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/life_bar.h"

#include "ui/theme.h"

#include <QPainter>

#include <algorithm>

namespace sotto::ui {

LifeBar::LifeBar(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(kGrid);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LifeBar::setLeft(int left, int whole)
{
    m_whole = std::max(1, whole);
    m_left = std::clamp(left, 0, m_whole);
    update();
}

void LifeBar::paintEvent(QPaintEvent*)
{
    const auto tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.line);
    painter.drawRoundedRect(rect(), 2, 2);
    const double share = static_cast<double>(m_left) / m_whole;
    painter.setBrush(share > 0.2 ? tokens.accent : tokens.concern);
    QRectF filled = rect();
    filled.setWidth(width() * share);
    if (isRightToLeft())
        filled.moveRight(width());
    painter.drawRoundedRect(filled, 2, 2);
}

}  // namespace sotto::ui
