// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace sotto::platform {

/// The system's own notification, one of this process at a time. Whoever shows it may keep it,
/// also on a lock screen: no name and no text of a message belongs in it. Thread of the caller.
class DesktopNotification {
public:
    virtual ~DesktopNotification() = default;

    /// All UTF-8.
    struct Content {
        std::string title;
        std::string body;
        std::string action;  ///< what pressing it does, for systems that show it
        bool urgent = false;
    };

    /// In place of an earlier one. Nothing happens where the system has no notifications.
    virtual void show(const Content& content) = 0;
    virtual void withdraw() = 0;
    /// The same before the process ends: until the system has heard it, or 100 ms are over.
    virtual void withdrawNow() = 0;

    /// `chosen` is run when the person presses it. Null: this system's notifications are those of
    /// its tray (QSystemTrayIcon).
    static std::unique_ptr<DesktopNotification> make(std::function<void()> chosen);
};

}  // namespace sotto::platform
