// SPDX-License-Identifier: GPL-3.0-or-later
// The main window while somebody reads another person's messages, and what their owner sees after.
#include "ui/composer.h"
#include "ui/conversation_pane.h"
#include "ui/emergency_banner.h"
#include "ui/emergency_words.h"
#include "ui/list_pane.h"
#include "ui/main_view.h"
#include "ui/notice_line.h"
#include "ui/offline_banner.h"
#include "ui/top_bar.h"

namespace sotto::ui {
namespace {

/// What can be done with messages that one only reads.
bool isForReaders(Command command)
{
    switch (command) {
    case Command::Lock:
    case Command::SwitchUser:
    case Command::Copy:
    case Command::Find:
    case Command::ShowOpenItems:
    case Command::ShowConversations:
    case Command::ShowDirectory:
    case Command::ShowWorkstation:
    case Command::ShowEvidence:
    case Command::ShowHistory:
    case Command::ShowQuoted:
    case Command::FileAction:
    case Command::SaveFile:
    case Command::Latest:
    case Command::NextConversation:
    case Command::PreviousConversation:
    case Command::Shortcuts:
        return true;
    default:
        return false;
    }
}

}  // namespace

void MainView::watchEmergency()
{
    connect(&m_client, &Client::emergencyBegan, this, &MainView::beginEmergency);
    connect(m_emergency, &EmergencyBanner::endWanted, this, &MainView::lockRequested);
    connect(&m_client, &Client::emergencyNotesLoaded, this,
            [this](const QList<EmergencyNote>& notes) {
                auto text = tr("Your messages were opened here in emergency access.");
                for (const auto& note : notes)
                    text += QStringLiteral("\n") + emergencyNoteText(note);
                text += QStringLiteral("\n") +
                    tr("The code was used: make a new one in the File menu.");
                m_emergencyNotes->showText(text);
                m_emergencyNotes->setAction(tr("I know now"));
            });
    connect(m_emergencyNotes, &NoticeLine::actionWanted, this, [this] {
        m_client.confirmEmergencyNotes();
        m_emergencyNotes->hide();
        m_list->focusList();
    });
}

void MainView::beginEmergency(const EmergencySnapshot& emergency)
{
    m_isReading = true;
    m_emergency->begin(emergency);
    m_offline->hide();
    m_conversation->composer().setEnabled(false);
    m_conversation->composer().hide();
    for (int i = 0; i <= static_cast<int>(Command::Shortcuts); ++i)
        if (const auto command = static_cast<Command>(i); !isForReaders(command)) {
            m_menu->action(command)->setEnabled(false);
            m_menu->action(command)->setVisible(false);
        }
    m_nav->setHas(NavColumn::Place::Devices, false);
    m_nav->setHas(NavColumn::Place::Activity, false);
    m_list->focusList();
}

}  // namespace sotto::ui
