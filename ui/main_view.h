// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"
#include "ui/doors.h"
#include "ui/main_menu.h"
#include "ui/nav_column.h"

#include <QWidget>

#include <optional>

namespace sotto::ui {

class ActivityPage;
class ConversationPane;
class DevicesPage;
class EmergencyBanner;
class ListPane;
class NoticeLine;
class OfflineBanner;
class OnCallOfferBar;
class ProblemBox;
class TopBar;
class WorkstationPage;

/// The open session: top bar, places, list, conversation. Three panes that become two and
/// one as the window narrows; usable from 600 px.
class MainView final : public QWidget {
    Q_OBJECT
public:
    MainView(Client& client, Time time, const Doors& doors, QWidget* parent);

    void saveDraftNow();
    void showProblem(const Problem& problem);
    /// A quiet line, if there were any.
    void showFailedAttempts(const FailedAttempts& failed);
    QString helpScreen() const;  ///< for which page of the help F1 asks here
    void openNewestStat();       ///< shows the conversation in which STAT waits

Q_SIGNALS:
    void lockRequested();
    void switchUserRequested();
    void signOutRequested();
    void workstationWanted();
    void helpWanted();
    void lockAfterChosen(int seconds);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectParts();
    void run(Command command);
    void runInConversation(Command command);
    void runOnMessage(Command command);
    void runForSelf(Command command);
    void connectSearch();
    void beginSearch();
    void endSearch();  ///< and back to where one was
    void closeSearch();
    void openHit(const SearchHit& hit, bool byKeyboard);
    void connectActivity();
    void connectCheck(ComplianceCheck* check);
    void watchSelf();
    void watchRoles();
    void showTeam();
    void showStart();
    void showPlace(NavColumn::Place place);
    void setPlace(NavColumn::Place place);
    void openConversation(ConversationId id, bool focusComposer);
    void onConversations();
    void showMarks();
    void showRowMenu(ConversationId id, const QPoint& at);
    void setWorkstation(const WorkstationSnapshot& workstation);
    void setRights(Rights rights);
    void showRightTo(Command command, bool may);
    void applyContentRules();
    void showDevicesOf(const QString& address);
    void setStorage(StorageState state);
    void setPinState(PinState state);
    void watchEmergency();
    void beginEmergency(const EmergencySnapshot& emergency);
    void arrange();

    Client& m_client;
    const Clock& m_clock;
    MainMenu* m_menu;
    TopBar* m_top;
    EmergencyBanner* m_emergency;
    NoticeLine* m_emergencyNotes;
    ProblemBox* m_readOnly;
    ProblemBox* m_problem;
    NoticeLine* m_failed;
    NoticeLine* m_review;
    OfflineBanner* m_offline;
    OnCallOfferBar* m_offer;
    NavColumn* m_nav;
    ListPane* m_list;
    ConversationPane* m_conversation;
    WorkstationPage* m_workstation;
    DevicesPage* m_devices;
    ActivityPage* m_activity;  ///< null: there is no log
    SelfSnapshot m_self;
    Availability m_availability;
    Rights m_rights = Rights::withoutRoles();
    WorkstationSnapshot m_rules;  ///< content.* as policy has them
    QList<OnCallSnapshot> m_roles;
    QString m_toRole;                        ///< what m_toOpen is opened for
    std::optional<ConversationId> m_toOpen;  ///< started, its snapshot not here yet
    PinState m_pinState = PinState::NotAllowed;
    bool m_isReading = false;  ///< emergency access
    bool m_onePane = false;
    bool m_starting = false;   ///< the person has not gone anywhere yet
    bool m_listFirst = false;  ///< of one pane the list is shown, whatever is open
    NavColumn::Place m_place = NavColumn::Place::Conversations;
};

}  // namespace sotto::ui
