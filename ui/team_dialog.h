// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace sotto::ui {

class Label;
class PeoplePicker;

/// A team's page: who is in it and whether they may be disturbed; for its maker, how it is
/// changed; and a broadcast to each member alone.
class TeamDialog final : public QDialog {
    Q_OBJECT
public:
    /// `labels`: see BroadcastPage.
    TeamDialog(Client& client, const ConversationSnapshot& team,
               const QList<PersonSnapshot>& people, Rights rights, QStringList labels,
               QWidget* parent);

private:
    QWidget* makeMembers();
    QWidget* makeAdding();
    QPushButton* addBack(const char* name, QWidget* page);
    void take(const TeamSnapshot& team);
    void onMemberChosen();
    void rename();

    Client& m_client;
    ConversationId m_id;
    Rights m_rights;
    TeamSnapshot m_team;
    QList<PersonSnapshot> m_people;
    QStackedWidget* m_pages;
    Label* m_made;
    Label* m_why;
    QLineEdit* m_name;
    PeoplePicker* m_members;
    PeoplePicker* m_newcomers;
    QPushButton* m_rename;
    QPushButton* m_add;
    QPushButton* m_remove;
    QPushButton* m_leave;
    QPushButton* m_broadcast;
};

/// Makes a team: its name, which travels sealed, and its people.
class NewTeamDialog final : public QDialog {
    Q_OBJECT
public:
    NewTeamDialog(Client& client, const QList<PersonSnapshot>& people, QWidget* parent);
};

}  // namespace sotto::ui
