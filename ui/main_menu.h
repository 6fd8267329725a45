// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenuBar>

#include <cstdint>
#include <span>

namespace sotto::ui {

/// Everything that a person can do in the main window, beside typing and pointing.
enum class Command : std::uint8_t {
    NewConversation,
    NewTeam,
    Lock,
    SwitchUser,
    SetPin,
    EmergencyCode,
    Profile,
    BeAvailable,
    BeBusy,
    DoNotDisturb,
    OnCall,
    SignOut,
    Copy,
    Find,
    RebuildIndex,
    ShowOpenItems,
    ShowConversations,
    ShowDirectory,
    ShowWorkstation,
    ShowDevices,
    ShowActivity,
    UrgencyFyi,
    UrgencyAction,
    UrgencyConcern,
    UrgencyStat,
    WriteMessage,
    WriteOrder,
    ShowTeam,
    AttachFile,
    InsertTemplate,
    AboutPatient,
    Pin,
    Mute,
    Reply,
    React,
    ShowQuoted,
    Acknowledge,
    Accept,
    Finish,
    Decline,
    ShowEvidence,
    CloseItem,
    EditMessage,
    ShowHistory,
    Recall,
    WrongRecipient,
    AskResend,
    Retry,
    FileAction,
    SaveFile,
    SaveOrder,
    Latest,
    NextConversation,
    PreviousConversation,
    Help,
    Shortcuts,
};

/// The menu bar: one table of menu, words and shortcut, from which the list of shortcuts
/// is made as well.
class MainMenu final : public QMenuBar {
    Q_OBJECT
public:
    explicit MainMenu(QWidget* parent);

    QAction* action(Command command) const;
    void showShortcuts() const;  ///< every command with its shortcut, in a window of its own

Q_SIGNALS:
    void chosen(sotto::ui::Command command);

private:
    struct Item;
    static std::span<const Item> items();  ///< in the order of Command

    QList<QAction*> m_actions;
};

}  // namespace sotto::ui
