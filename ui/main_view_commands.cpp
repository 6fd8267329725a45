// SPDX-License-Identifier: GPL-3.0-or-later
// What each command of the menu does.
#include "ui/activity_page.h"
#include "ui/composer.h"
#include "ui/conversation_pane.h"
#include "ui/devices_page.h"
#include "ui/emergency_code_dialog.h"
#include "ui/empty_pane.h"
#include "ui/list_pane.h"
#include "ui/main_view.h"
#include "ui/message_view.h"
#include "ui/pin_dialog.h"
#include "ui/profile_dialog.h"
#include "ui/quiet_dialog.h"
#include "ui/roles_dialog.h"
#include "ui/team_dialog.h"
#include "ui/top_bar.h"
#include "ui/workstation_page.h"

#include <QMenu>

namespace sotto::ui {

void MainView::run(Command command)
{
    switch (command) {
    case Command::Lock:
        Q_EMIT lockRequested();
        break;
    case Command::SwitchUser:
        Q_EMIT switchUserRequested();
        break;
    case Command::SignOut:
        Q_EMIT signOutRequested();
        break;
    case Command::SetPin:
        (new PinDialog(m_client, m_pinState, this))->open();
        break;
    case Command::EmergencyCode:
        (new EmergencyCodeDialog(m_client, this))->open();
        break;
    case Command::NewTeam:
        (new NewTeamDialog(m_client, m_list->people(), this))->open();
        break;
    case Command::OnCall:
        (new RolesDialog(m_client, m_roles, this))->open();
        break;
    case Command::Profile:
    case Command::BeAvailable:
    case Command::BeBusy:
    case Command::DoNotDisturb:
        runForSelf(command);
        break;
    case Command::Find:
        if (m_place == NavColumn::Place::Directory)  // only what is typed there narrows it
            showPlace(NavColumn::Place::Conversations);
        m_top->focusSearch();
        break;
    case Command::RebuildIndex:
        beginSearch();
        m_list->rebuildIndex();
        break;
    case Command::ShowOpenItems:
        showPlace(NavColumn::Place::OpenItems);
        m_list->focusList();
        break;
    case Command::ShowConversations:
        showPlace(NavColumn::Place::Conversations);
        m_list->focusList();
        break;
    case Command::NewConversation:
    case Command::ShowDirectory:
        showPlace(NavColumn::Place::Directory);
        m_list->focusList();
        break;
    case Command::ShowWorkstation:
        showPlace(NavColumn::Place::Workstation);
        m_workstation->focusFilter();
        break;
    case Command::ShowDevices:
        showPlace(NavColumn::Place::Devices);
        m_devices->focusList();
        break;
    case Command::ShowActivity:
        if (m_activity)
            showPlace(NavColumn::Place::Activity);
        break;
    case Command::NextConversation:
        m_list->step(1);
        break;
    case Command::PreviousConversation:
        m_list->step(-1);
        break;
    case Command::Help:
        Q_EMIT helpWanted();
        break;
    case Command::Shortcuts:
        m_menu->showShortcuts();
        break;
    default:
        if (m_conversation->current() != ConversationId{})
            runInConversation(command);
    }
}

QString MainView::helpScreen() const
{
    static constexpr const char* kPlaces[] = {"openItems",   "conversations", "directory",
                                              "workstation", "devices",       "activity"};
    if (m_list->isSearching())
        return QStringLiteral("search");
    if (m_conversation->isVisible() && m_conversation->isAncestorOf(focusWidget()))
        return QStringLiteral("conversation");
    const bool isFirst = m_conversation->empty().isFirstRun() &&
        (m_place == NavColumn::Place::Conversations || m_place == NavColumn::Place::OpenItems);
    return isFirst ? QStringLiteral("firstRun")
                   : QLatin1String(kPlaces[static_cast<std::size_t>(m_place)]);
}

void MainView::runForSelf(Command command)
{
    if (command == Command::Profile)
        (new ProfileDialog(m_client, m_self, this))->open();
    else if (command == Command::DoNotDisturb)
        (new QuietDialog(m_client, m_clock, m_availability, m_list->people(), this))->open();
    else
        m_client.setAvailability(
            {.presence = command == Command::BeBusy ? Presence::Busy : Presence::Available});
}

void MainView::runInConversation(Command command)
{
    auto& composer = m_conversation->composer();
    auto& messages = m_conversation->messages();
    switch (command) {
    case Command::UrgencyFyi:
        composer.setUrgency(Urgency::Fyi);
        break;
    case Command::UrgencyAction:
        composer.setUrgency(Urgency::Action);
        break;
    case Command::UrgencyConcern:
        composer.setUrgency(Urgency::Concern);
        break;
    case Command::UrgencyStat:
        composer.setUrgency(Urgency::Stat);
        break;
    case Command::ShowTeam:
        showTeam();
        break;
    case Command::WriteMessage:
        composer.focusText();
        break;
    case Command::WriteOrder:
        m_conversation->writeOrder();
        break;
    case Command::Copy:
        m_conversation->files().copySelected();
        break;
    case Command::InsertTemplate:
        if (m_conversation->current() != ConversationId{}) {
            composer.focusText();
            composer.openTemplates();
        }
        break;
    case Command::AboutPatient:
        m_conversation->choosePatient();
        break;
    case Command::Pin:
        m_client.setPinned(m_conversation->current(), m_menu->action(command)->isChecked());
        break;
    case Command::Mute:
        m_client.setMuted(m_conversation->current(), m_menu->action(command)->isChecked());
        break;
    case Command::AttachFile:
        m_conversation->files().choose();
        break;
    case Command::FileAction:
        m_conversation->files().runForCurrent();
        break;
    case Command::SaveFile:
        m_conversation->files().saveCurrent();
        break;
    case Command::SaveOrder:
        m_conversation->saveOrder();
        break;
    case Command::Latest:
        messages.jumpToLatest();
        break;
    default:
        runOnMessage(command);
    }
}

/// What can be done with a row of the list, without opening it.
void MainView::showRowMenu(ConversationId id, const QPoint& at)
{
    const auto* row = m_list->conversations().find(id);
    if (!row)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("rowMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](Command command, bool isOn) {
        auto* entry = menu->addAction(m_menu->action(command)->text());
        entry->setCheckable(true);
        entry->setChecked(isOn);
        return entry;
    };
    connect(add(Command::Pin, row->pinned), &QAction::triggered, this,
            [this, id](bool isOn) { m_client.setPinned(id, isOn); });
    connect(add(Command::Mute, row->muted), &QAction::triggered, this,
            [this, id](bool isOn) { m_client.setMuted(id, isOn); });
    menu->popup(at);
}

/// The marks of the conversation that is open, in the menu.
void MainView::showMarks()
{
    const auto* open = m_list->conversations().find(m_conversation->current());
    m_menu->action(Command::Pin)->setChecked(open && open->pinned);
    m_menu->action(Command::Mute)->setChecked(open && open->muted);
}

/// On the current one, or else the newest for which it makes sense.
void MainView::runOnMessage(Command command)
{
    auto& messages = m_conversation->messages();
    switch (command) {
    case Command::Reply:
        m_conversation->answerMessage();
        break;
    case Command::React:
        m_conversation->openReactions();
        break;
    case Command::ShowQuoted:
        m_conversation->showQuoted();
        break;
    case Command::Acknowledge:
        m_conversation->answer(Answer::Acknowledged);
        break;
    case Command::Accept:
        m_conversation->answer(Answer::Accepted);
        break;
    case Command::Finish:
        m_conversation->answer(Answer::Completed);
        break;
    case Command::Decline:
        m_conversation->answer(Answer::Declined);
        break;
    case Command::CloseItem:
        m_conversation->closeItem();
        break;
    case Command::EditMessage:
        m_conversation->editLast();
        break;
    case Command::ShowHistory:
        m_conversation->showHistory();
        break;
    case Command::Recall:
        m_conversation->recall(false);
        break;
    case Command::WrongRecipient:
        m_conversation->recall(true);
        break;
    case Command::ShowEvidence:
        messages.showEvidence();
        break;
    case Command::AskResend:
        messages.runAction(RowAction::AskResend);
        break;
    case Command::Retry:
        messages.runAction(RowAction::Retry);
        break;
    default:
        break;
    }
}

}  // namespace sotto::ui
