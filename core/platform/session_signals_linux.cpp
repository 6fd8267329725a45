// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/session_signals.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace sotto::platform {
namespace {

QString logind()
{
    return QStringLiteral("org.freedesktop.login1");
}

QString sessionInterface()
{
    return QStringLiteral("org.freedesktop.login1.Session");
}

QDBusMessage managerCall(const QString& method)
{
    return QDBusMessage::createMethodCall(logind(), QStringLiteral("/org/freedesktop/login1"),
                                          QStringLiteral("org.freedesktop.login1.Manager"), method);
}

}  // namespace

SessionSignals* SessionSignals::ofSystem(QObject* parent)
{
    return new SessionSignals(QDBusConnection::systemBus(), QDBusConnection::sessionBus(), parent);
}

SessionSignals::SessionSignals(QDBusConnection systemBus, QDBusConnection sessionBus,
                               QObject* parent)
    : QObject(parent),
      m_system(std::move(systemBus)),
      m_session(std::move(sessionBus))
{
    if (m_session.isConnected()) {
        // Whoever says on this bus that the screen is locked may lock us: no sender is named.
        for (const char* interface :
             {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.xfce.ScreenSaver",
              "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver"})
            m_session.connect({}, {}, QString::fromLatin1(interface),
                              QStringLiteral("ActiveChanged"), this, SLOT(onScreenSaver(bool)));
    }
    if (m_system.isConnected()) {
        m_system.connect(logind(), QStringLiteral("/org/freedesktop/login1"),
                         QStringLiteral("org.freedesktop.login1.Manager"),
                         QStringLiteral("PrepareForSleep"), this, SLOT(onPrepareForSleep(bool)));
        m_system.connect(logind(), QStringLiteral("/org/freedesktop/login1"),
                         QStringLiteral("org.freedesktop.login1.Manager"),
                         QStringLiteral("SessionRemoved"), this,
                         SLOT(onSessionRemoved(QString, QDBusObjectPath)));
        // logind knows the lid, too, but tells no change of it.
        m_system.connect(
            QStringLiteral("org.freedesktop.UPower"), QStringLiteral("/org/freedesktop/UPower"),
            QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"),
            this, SLOT(onPowerChanged(QString, QVariantMap, QStringList)));
        inhibitSleep();
        findSession();
    }
}

void SessionSignals::readyToSleep()
{
    m_inhibitor = {};
}

void SessionSignals::inhibitSleep()
{
    auto call = managerCall(QStringLiteral("Inhibit"));
    call << QStringLiteral("sleep") << QStringLiteral("Sotto")
         << QStringLiteral("Locks before the machine sleeps") << QStringLiteral("delay");
    auto* answer = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
        answer->deleteLater();
        if (!reply.isError())
            m_inhibitor = reply.value();
    });
}

void SessionSignals::findSession()
{
    auto call = managerCall(QStringLiteral("GetSessionByPID"));
    call << static_cast<uint>(QCoreApplication::applicationPid());
    auto* answer = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusObjectPath> reply = *answer;
        answer->deleteLater();
        if (reply.isError())
            findDisplaySession();
        else
            watchSession(reply.value().path());
    });
}

void SessionSignals::findDisplaySession()
{
    // A program that a user service started has no session of its own; this is the one
    // that its user sits at: the property Display, a structure of id and path.
    auto call = QDBusMessage::createMethodCall(
        logind(), QStringLiteral("/org/freedesktop/login1/user/self"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    call << QStringLiteral("org.freedesktop.login1.User") << QStringLiteral("Display");
    auto* answer = new QDBusPendingCallWatcher(m_system.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        answer->deleteLater();
        if (reply.isError())
            return;
        const auto display = qvariant_cast<QDBusArgument>(reply.value().variant());
        if (display.currentType() != QDBusArgument::StructureType)
            return;
        QString id;
        QDBusObjectPath path;
        display.beginStructure();
        display >> id >> path;
        display.endStructure();
        watchSession(path.path());
    });
}

void SessionSignals::watchSession(const QString& path)
{
    m_path = path;
    m_system.connect(logind(), path, sessionInterface(), QStringLiteral("Lock"), this,
                     SLOT(onLock()));
    m_system.connect(logind(), path, QStringLiteral("org.freedesktop.DBus.Properties"),
                     QStringLiteral("PropertiesChanged"), this,
                     SLOT(onSessionChanged(QString, QVariantMap, QStringList)));
    Q_EMIT watching();
}

void SessionSignals::onPrepareForSleep(bool goingToSleep)
{
    if (goingToSleep)
        Q_EMIT lockNow(LockReason::Suspend);
    else
        inhibitSleep();
}

void SessionSignals::onLock()
{
    Q_EMIT lockNow(LockReason::SessionLocked);
}

void SessionSignals::onSessionChanged(const QString& interface, const QVariantMap& changed,
                                      const QStringList& /*invalidated*/)
{
    if (interface != sessionInterface())
        return;
    const auto active = changed.constFind(QStringLiteral("Active"));
    if (active != changed.constEnd() && !active->toBool())
        Q_EMIT lockNow(LockReason::SessionInactive);
    if (changed.value(QStringLiteral("LockedHint")).toBool())
        Q_EMIT lockNow(LockReason::SessionLocked);
}

void SessionSignals::onSessionRemoved(const QString& /*id*/, const QDBusObjectPath& path)
{
    if (path.path() == m_path)
        Q_EMIT lockNow(LockReason::SessionEnded);
}

void SessionSignals::onPowerChanged(const QString& interface, const QVariantMap& changed,
                                    const QStringList& /*invalidated*/)
{
    if (interface == QStringLiteral("org.freedesktop.UPower") &&
        changed.value(QStringLiteral("LidIsClosed")).toBool())
        Q_EMIT lockNow(LockReason::LidClosed);
}

void SessionSignals::onScreenSaver(bool active)
{
    if (active)
        Q_EMIT lockNow(LockReason::ScreenLocked);
}

}  // namespace sotto::platform
