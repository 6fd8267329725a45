// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/icons.h"

#include <QFrame>
#include <QPushButton>

namespace sotto::ui {

/// One place of the main window: icon, word, and how much waits there.
class NavButton final : public QPushButton {
    Q_OBJECT
public:
    NavButton(const char* name, Icon which, const QString& text, QWidget* parent);

    void setCount(int count);
    void setRail(bool on);  ///< icon only; the word becomes the tool tip

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
    QString m_word;
    int m_count = 0;
    bool m_rail = false;
};

/// The column at the side. Only places that work are in it.
class NavColumn final : public QFrame {
    Q_OBJECT
public:
    enum class Place : std::uint8_t {
        OpenItems,
        Conversations,
        Directory,
        Workstation,
        Devices,
        Activity,
    };

    explicit NavColumn(QWidget* parent);

    void setPlace(Place place);
    void setOpenItems(int count);
    void setRail(bool on);
    void setHas(Place place, bool has);

Q_SIGNALS:
    void placeChosen(sotto::ui::NavColumn::Place place);

private:
    QList<NavButton*> m_buttons;  ///< in the order of Place
};

}  // namespace sotto::ui
