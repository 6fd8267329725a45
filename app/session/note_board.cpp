// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/note_board.h"

#include <QGuiApplication>
#include <QWidget>

namespace sotto::app {

NoteBoard::NoteBoard(Client& client, QWidget& window, Time time)
    : m_window(window),
      m_notes(client, window, time),
      m_system(platform::DesktopNotification::make([this] { bringWindow(); }))
{
    connect(&m_notes, &ui::DeskNotes::wanted, this, &NoteBoard::show);
    connect(&m_notes, &ui::DeskNotes::over, this, &NoteBoard::withdraw);
}

NoteBoard::~NoteBoard() = default;

void NoteBoard::show(const ui::DeskNote& note)
{
    if (m_system) {
        m_system->show({note.title.toStdString(), note.body.toStdString(), tr("Show").toStdString(),
                        note.urgent});
        return;
    }
    if (!m_tray) {
        m_tray = std::make_unique<QSystemTrayIcon>(QGuiApplication::windowIcon());
        connect(m_tray.get(), &QSystemTrayIcon::messageClicked, this, &NoteBoard::bringWindow);
    }
    m_tray->show();
    m_tray->showMessage(note.title, note.body,
                        note.urgent ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void NoteBoard::withdraw()
{
    if (m_system)
        m_system->withdraw();
    else if (m_tray)
        m_tray->hide();
}

void NoteBoard::withdrawNow()
{
    if (m_system)
        m_system->withdrawNow();
    m_tray.reset();
}

void NoteBoard::bringWindow()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

}  // namespace sotto::app
