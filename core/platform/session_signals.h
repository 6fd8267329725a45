// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QObject>

#include <cstdint>

namespace sotto::platform {

/// Why the system wants the session locked. Values stand in the audit log by name.
enum class LockReason : std::uint8_t {
    ScreenLocked,     ///< the desktop's screen saver
    SessionLocked,    ///< logind (loginctl lock-session)
    SessionInactive,  ///< another user was switched to, or a remote desktop disconnected
    SessionEnded,     ///< logind has let go of the desktop's session
    Suspend,          ///< the machine goes to sleep: call readyToSleep() once locked
    LidClosed,
    BadgeRemoved,  ///< see BadgeReader
};

/// Tells when the operating system says that nobody sits here any more.
///
/// Linux: logind and UPower (lid) on the system bus, the screen savers of the session bus. A bus
/// that is absent is silence, not an error: the idle deadline then stands alone. While the machine
/// may go to sleep, holds a delay inhibitor, so that the lock is done before it does.
/// Thread: ui.
class SessionSignals final : public QObject {
    Q_OBJECT
public:
    /// The buses of this desktop.
    static SessionSignals* ofSystem(QObject* parent);

    /// With buses of the caller's (tests). Returns before the answers are there.
    SessionSignals(QDBusConnection systemBus, QDBusConnection sessionBus,
                   QObject* parent = nullptr);

    /// Lets the machine sleep; without it logind waits for its own limit (5 s).
    void readyToSleep();

Q_SIGNALS:
    void lockNow(sotto::platform::LockReason reason);
    /// The desktop's session was found and is listened to.
    void watching();

private Q_SLOTS:
    void onPrepareForSleep(bool goingToSleep);
    void onLock();
    void onSessionChanged(const QString& interface, const QVariantMap& changed,
                          const QStringList& invalidated);
    void onSessionRemoved(const QString& id, const QDBusObjectPath& path);
    void onPowerChanged(const QString& interface, const QVariantMap& changed,
                        const QStringList& invalidated);
    void onScreenSaver(bool active);

private:
    void inhibitSleep();
    void findSession();
    void findDisplaySession();
    void watchSession(const QString& path);

    QDBusConnection m_system;
    QDBusConnection m_session;
    QString m_path;  ///< of the desktop's session; empty: not found yet
    QDBusUnixFileDescriptor m_inhibitor;
};

}  // namespace sotto::platform
