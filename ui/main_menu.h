// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenuBar>

#include <cstdint>

namespace sotto::ui {

/// Everything that a person can do in the main window, beside typing and pointing.
enum class Command : std::uint8_t {
    NewConversation,
    Lock,
    SwitchUser,
    SignOut,
    Copy,
    Find,
    ShowOpenItems,
    ShowConversations,
    ShowDirectory,
    UrgencyFyi,
    UrgencyAction,
    UrgencyConcern,
    UrgencyStat,
    WriteMessage,
    Acknowledge,
    AskResend,
    Retry,
    Latest,
    NextConversation,
    PreviousConversation,
    Shortcuts,
};

/// The menu bar: one table of menu, words and shortcut, from which the list of shortcuts
/// (F1) is made as well.
class MainMenu final : public QMenuBar {
    Q_OBJECT
public:
    explicit MainMenu(QWidget* parent);

    QAction* action(Command command) const;

Q_SIGNALS:
    void chosen(sotto::ui::Command command);

private:
    QList<QAction*> m_actions;
};

/// Shows every command with its shortcut in a window of its own.
void showShortcuts(const MainMenu& menu, QWidget* parent);

}  // namespace sotto::ui
