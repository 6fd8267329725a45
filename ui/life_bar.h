// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace sotto::ui {

/// A thin bar that shows what is left of something. Moves in steps, never animates.
class LifeBar final : public QWidget {
    Q_OBJECT
public:
    explicit LifeBar(QWidget* parent);

    /// `left` of `whole`; drawn in the warning colour when little is left.
    void setLeft(int left, int whole);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_left = 1;
    int m_whole = 1;
};

}  // namespace sotto::ui
