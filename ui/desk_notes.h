// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <QHash>
#include <QObject>

class QWidget;

namespace sotto::ui {

/// What the system's notification says: counts, never a name or a text.
struct DeskNote {
    QString title;
    QString body;  ///< may be empty
    bool urgent = false;

    friend bool operator==(const DeskNote&, const DeskNote&) = default;
};

/// `unread`: messages; `stat`, `waiting`: of what asks our person to act, the STAT and the others.
DeskNote deskNote(int unread, int stat, int waiting);

/// When the system's notification is wanted: for what arrives while nobody looks at the window,
/// one for all of it, also after a catch-up. The counts are those of the vault, so that what was
/// read on another device is in none. UI thread.
class DeskNotes final : public QObject {
    Q_OBJECT
public:
    /// `client`, `window` and what `time` refers to outlive this.
    DeskNotes(Client& client, QWidget& window, Time time);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void wanted(const sotto::ui::DeskNote& note);  ///< in place of an earlier one
    void over();                                   ///< seen, or nothing is left to see

private:
    void onArrived();
    void tell();
    void refresh();
    void end();
    int unread() const;

    QWidget& m_window;
    Time m_time;
    QHash<std::int64_t, int> m_unread;  ///< conversation → messages
    int m_stat = 0;
    int m_waiting = 0;
    bool m_isOpen = false;
    bool m_isShown = false;
    Scheduler::HandlePtr m_soon;
};

}  // namespace sotto::ui
