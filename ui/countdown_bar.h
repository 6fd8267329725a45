// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace sotto::ui {

class Label;
class LifeBar;

/// "Locks in 23 s": stands above everything else until somebody moves.
class CountdownBar final : public QFrame {
    Q_OBJECT
public:
    explicit CountdownBar(QWidget* parent);

    void showSeconds(int left);  ///< the first call sets how long the bar is
    void finish();

Q_SIGNALS:
    void keepOpen();

private:
    Label* m_text;
    LifeBar* m_life;
    int m_whole = 0;
};

}  // namespace sotto::ui
