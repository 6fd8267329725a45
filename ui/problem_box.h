// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/error_text.h"

#include <QFrame>

namespace sotto::ui {

class IconView;
class Label;

/// A problem in words: what happened, what is safe, what to do. Hidden until there is one.
class ProblemBox final : public QFrame {
    Q_OBJECT
public:
    enum class Close : std::uint8_t {
        ByOwner,   ///< a box on a page
        ByPerson,  ///< a strip across the window, with a button to close it
        ByCause,   ///< a strip that stays until what it tells of has ended
    };

    ProblemBox(Close close, QWidget* parent);
    void showProblem(const Problem& problem);
    void showText(const ErrorText& text);

private:
    void setCalm(bool calm);

    Close m_close;
    IconView* m_icon;
    Label* m_happened;
    Label* m_safe;
    Label* m_next;
};

}  // namespace sotto::ui
