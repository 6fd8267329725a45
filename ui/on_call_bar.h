// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/on_call.h"

#include <QFrame>

#include <optional>

class QPushButton;
class QToolButton;

namespace sotto::ui {

class IconView;
class Label;

/// Above the composer, while somebody writes to a role: who gets it, before it is sent. If that
/// changes meanwhile it says so, and nothing goes to the role until the person has followed it.
class OnCallBar final : public QFrame {
    Q_OBJECT
public:
    explicit OnCallBar(QWidget* parent);

    /// From now on what is written here, to `shown`, is for that role.
    void begin(const QString& role, const QString& address, const QString& name);
    void end();
    void setRoles(const QList<OnCallSnapshot>& roles);

    bool isOn() const { return !m_role.isEmpty(); }

    bool hasMoved() const { return m_moved; }

    const QString& role() const { return m_role; }

    OnCallAddress address() const;  ///< whom it names

Q_SIGNALS:
    void followWanted();  ///< to whoever gets it now
    void left();          ///< to the person alone

private:
    void show(const QString& text);
    void refresh();
    const OnCallSnapshot* current() const;

    QList<OnCallSnapshot> m_roles;
    QString m_role;
    QString m_address;  ///< the conversation in which it is written
    QString m_name;
    SafeText m_title;  ///< of the role, as it was last on the list
    bool m_moved = false;
    IconView* m_icon;
    Label* m_text;
    QPushButton* m_follow;
    QToolButton* m_leave;
};

}  // namespace sotto::ui
