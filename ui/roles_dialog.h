// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

class QBoxLayout;

namespace sotto::ui {

/// The roles on call: who holds each, and what our person may do with it: write to it, claim it,
/// give it up, hand it over. Stays true while it is open.
class RolesDialog final : public QDialog {
    Q_OBJECT
public:
    RolesDialog(Client& client, const QList<OnCallSnapshot>& roles, QWidget* parent);

private:
    QWidget* makeTimes(const QList<OnCallSnapshot>& roles);
    void show(const QList<OnCallSnapshot>& roles);
    QWidget* makeRow(const OnCallSnapshot& role);
    void addButtons(QBoxLayout& row, const OnCallSnapshot& role);
    void orderTabs();
    void handOver(const OnCallSnapshot& role);

    Client& m_client;
    int m_hours = 8;
    QWidget* m_rows = nullptr;
    QWidget* m_close = nullptr;
};

/// To whom a role goes.
class RoleHandOverDialog final : public QDialog {
    Q_OBJECT
public:
    RoleHandOverDialog(Client& client, const OnCallSnapshot& role, QWidget* parent);
};

}  // namespace sotto::ui
