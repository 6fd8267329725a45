// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"

#include <QFrame>

class QLineEdit;
class QMenu;
class QPushButton;

namespace sotto::ui {

class Avatar;
class IconView;
class Label;
class MainMenu;

/// Who is signed in, search, the state of the connection, lock.
class TopBar final : public QFrame {
    Q_OBJECT
public:
    /// The user's menu shows actions of `menu`.
    TopBar(const MainMenu& menu, QWidget* parent);

    void setSelf(const SelfSnapshot& self);
    void setConnection(Connection connection);
    void setAvailability(const Availability& availability);
    void focusSearch();
    void clearSearch();

Q_SIGNALS:
    void searchBegun();  ///< somebody is about to type
    void searchChanged(const QString& text);
    void searchLeft();       ///< Enter or Down: on to what was found
    void searchEnded();      ///< Escape
    void searchLeftEmpty();  ///< somebody went elsewhere before they typed anything

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool onSearchKey(int key);
    void fitSelf();
    void tellSelf();

    Avatar* m_avatar;
    QPushButton* m_self;
    QLineEdit* m_search;
    IconView* m_connectionIcon;
    Label* m_connection;
    QString m_name;
    Availability m_availability;
    QString m_selfText;
};

}  // namespace sotto::ui
