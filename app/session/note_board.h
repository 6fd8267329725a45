// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/desktop_notification.h"
#include "ui/desk_notes.h"

#include <QSystemTrayIcon>

#include <memory>

namespace sotto::app {

/// Shows the window's notes as notifications of the system, or of its tray where the system knows
/// no others; pressing one brings the window. UI thread.
class NoteBoard final : public QObject {
    Q_OBJECT
public:
    /// `client`, `window` and what `time` refers to outlive this.
    NoteBoard(Client& client, QWidget& window, Time time);
    ~NoteBoard() override;

    /// The process ends: nothing stays on the screen. Waits a tenth of a second at most.
    void withdrawNow();

private:
    void show(const ui::DeskNote& note);
    void withdraw();
    void bringWindow();

    QWidget& m_window;
    ui::DeskNotes m_notes;
    std::unique_ptr<platform::DesktopNotification> m_system;
    std::unique_ptr<QSystemTrayIcon> m_tray;  ///< only without m_system, while a note is shown
};

}  // namespace sotto::app
