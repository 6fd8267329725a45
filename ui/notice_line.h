// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/icons.h"

#include <QFrame>

class QPushButton;

namespace sotto::ui {

class Label;

/// A quiet line across the main window: something to know, and perhaps a thing to do about
/// it. No problem, so no alarm. Hidden until there is one.
class NoticeLine final : public QFrame {
    Q_OBJECT
public:
    enum class Close : std::uint8_t {
        ByPerson,  ///< has a button to close it
        ByCause,   ///< stays until what it tells of has ended
    };

    /// `name` is its objectName, its button's is that and "Action".
    NoticeLine(const QString& name, Icon which, Close close, QWidget* parent);

    void showText(const QString& text);
    void setAction(const QString& text);  ///< empty: there is nothing to do

Q_SIGNALS:
    void actionWanted();

private:
    Label* m_text;
    QPushButton* m_action;
};

}  // namespace sotto::ui
