// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icon_view.h"

#include "ui/theme.h"

#include <QPainter>

namespace sotto::ui {

IconView::IconView(Icon which, QColor color, QWidget* parent)
    : QWidget(parent),
      m_which(which),
      m_color(std::move(color))
{
    setFixedSize(kIconSize, kIconSize);
}

void IconView::setIcon(Icon which, const QColor& color)
{
    m_which = which;
    m_color = color;
    update();
}

void IconView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintIcon(painter, m_which, rect(), m_color);
}

}  // namespace sotto::ui
