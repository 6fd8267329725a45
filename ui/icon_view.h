// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/icons.h"

#include <QWidget>

namespace sotto::ui {

/// An icon that is only looked at.
class IconView final : public QWidget {
public:
    IconView(Icon which, QColor color, QWidget* parent);
    void setIcon(Icon which, const QColor& color);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_which;
    QColor m_color;
};

}  // namespace sotto::ui
