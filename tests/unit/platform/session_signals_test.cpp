// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/session_signals.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <unistd.h>

#include <functional>

using namespace sotto::platform;

namespace {

const auto kManagerPath = QStringLiteral("/org/freedesktop/login1");
const auto kManager = QStringLiteral("org.freedesktop.login1.Manager");
const auto kSessionPath = QStringLiteral("/org/freedesktop/login1/session/_37");
const auto kSession = QStringLiteral("org.freedesktop.login1.Session");

bool waitUntil(const std::function<bool()>& condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < 5000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    return condition();
}

/// A bus of our own; its name makes connections to it unique.
class PrivateBus {
public:
    PrivateBus()
    {
        const auto address = QStringLiteral("unix:path=") + m_dir.filePath(QStringLiteral("bus"));
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"),
                        QStringLiteral("--print-address"), QStringLiteral("--address"), address});
        m_daemon.waitForReadyRead(5000);
        m_address = QString::fromUtf8(m_daemon.readLine().trimmed());
    }

    ~PrivateBus()
    {
        for (const auto& name : std::as_const(m_names))
            QDBusConnection::disconnectFromBus(name);
        m_daemon.terminate();
        m_daemon.waitForFinished(5000);
    }

    QDBusConnection connect()
    {
        static int count = 0;
        m_names.append(QStringLiteral("test-%1").arg(++count));
        return QDBusConnection::connectToBus(m_address, m_names.back());
    }

private:
    QTemporaryDir m_dir;
    QProcess m_daemon;
    QString m_address;
    QStringList m_names;
};

/// What we need of logind.
class FakeLogind : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")
public:
    explicit FakeLogind(QDBusConnection bus) : m_bus(std::move(bus))
    {
        m_bus.registerObject(kManagerPath, this, QDBusConnection::ExportAllSlots);
        m_bus.registerService(QStringLiteral("org.freedesktop.login1"));
    }

    ~FakeLogind() override { closeReader(); }

    void signal(const QString& path, const QString& interface, const QString& name,
                const QVariantList& arguments = {})
    {
        auto message = QDBusMessage::createSignal(path, interface, name);
        message.setArguments(arguments);
        m_bus.send(message);
    }

    void sessionProperty(const QString& name, bool value)
    {
        signal(kSessionPath, QStringLiteral("org.freedesktop.DBus.Properties"),
               QStringLiteral("PropertiesChanged"),
               {kSession, QVariantMap{{name, value}}, QStringList{}});
    }

    /// Whether the other side still holds the inhibitor given out last.
    bool isInhibited() const
    {
        char byte = 0;
        return m_reader >= 0 && ::read(m_reader, &byte, 1) != 0;  // 0: closed
    }

    int inhibits = 0;
    QStringList inhibitArguments;

public Q_SLOTS:

    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString& who, const QString& why,
                                    const QString& mode)
    {
        ++inhibits;
        inhibitArguments = {what, who, why, mode};
        closeReader();
        int ends[2] = {-1, -1};
        if (::pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0)
            return {};
        m_reader = ends[0];
        QDBusUnixFileDescriptor given{ends[1]};
        ::close(ends[1]);
        return given;
    }

    QDBusObjectPath GetSessionByPID(uint /*pid*/) { return QDBusObjectPath{kSessionPath}; }

private:
    void closeReader()
    {
        if (m_reader >= 0)
            ::close(m_reader);
        m_reader = -1;
    }

    QDBusConnection m_bus;
    int m_reader = -1;
};

struct Fixture {
    Fixture()
    {
        QObject::connect(&signals, &SessionSignals::lockNow, &signals,
                         [this](LockReason reason) { reasons.append(reason); });
        bool isWatching = false;
        QObject::connect(&signals, &SessionSignals::watching, &signals,
                         [&isWatching] { isWatching = true; });
        isReady = waitUntil([&] { return isWatching && logind.inhibits == 1; });
        QObject::disconnect(&signals, &SessionSignals::watching, nullptr, nullptr);
    }

    bool told(LockReason reason)
    {
        return waitUntil([&] { return reasons.contains(reason); });
    }

    PrivateBus bus;
    FakeLogind logind{bus.connect()};
    SessionSignals signals{bus.connect(), bus.connect()};
    QList<LockReason> reasons;
    bool isReady = false;
};

bool hasDaemon()
{
    return !QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty();
}

}  // namespace

TEST_CASE("A machine that goes to sleep waits until the lock is done")
{
    if (!hasDaemon())
        SKIP("dbus-daemon is not installed");
    Fixture f;
    REQUIRE(f.isReady);
    CHECK(f.logind.inhibitArguments.first() == QStringLiteral("sleep"));
    CHECK(f.logind.inhibitArguments.last() == QStringLiteral("delay"));
    f.logind.signal(kManagerPath, kManager, QStringLiteral("PrepareForSleep"), {true});
    REQUIRE(f.told(LockReason::Suspend));
    CHECK(f.logind.isInhibited());
    f.signals.readyToSleep();
    CHECK(waitUntil([&] { return !f.logind.isInhibited(); }));
    f.logind.signal(kManagerPath, kManager, QStringLiteral("PrepareForSleep"), {false});
    CHECK(waitUntil([&] { return f.logind.inhibits == 2 && f.logind.isInhibited(); }));
    CHECK(f.reasons.size() == 1);
}

TEST_CASE("Locking or leaving the desktop's session locks")
{
    if (!hasDaemon())
        SKIP("dbus-daemon is not installed");
    Fixture f;
    REQUIRE(f.isReady);
    f.logind.sessionProperty(QStringLiteral("Active"), true);
    f.logind.sessionProperty(QStringLiteral("LockedHint"), false);
    f.logind.sessionProperty(QStringLiteral("Idle"), false);
    f.logind.signal(kSessionPath, kSession, QStringLiteral("Unlock"));
    f.logind.signal(QStringLiteral("/org/freedesktop/login1/session/_99"), kSession,
                    QStringLiteral("Lock"));  // somebody else's
    f.logind.signal(kSessionPath, kSession, QStringLiteral("Lock"));
    REQUIRE(f.told(LockReason::SessionLocked));
    CHECK(f.reasons.size() == 1);
    f.logind.sessionProperty(QStringLiteral("Active"), false);
    REQUIRE(f.told(LockReason::SessionInactive));
    f.logind.sessionProperty(QStringLiteral("LockedHint"), true);
    CHECK(waitUntil([&] { return f.reasons.size() == 3; }));
}

TEST_CASE("A session that logind lets go of locks, another's does not")
{
    if (!hasDaemon())
        SKIP("dbus-daemon is not installed");
    Fixture f;
    REQUIRE(f.isReady);
    const auto removed = QStringLiteral("SessionRemoved");
    const auto other = QDBusObjectPath{QStringLiteral("/org/freedesktop/login1/session/_99")};
    f.logind.signal(kManagerPath, kManager, removed,
                    {QStringLiteral("99"), QVariant::fromValue(other)});
    f.logind.signal(kManagerPath, kManager, removed,
                    {QStringLiteral("7"), QVariant::fromValue(QDBusObjectPath{kSessionPath})});
    REQUIRE(f.told(LockReason::SessionEnded));
    CHECK(f.reasons.size() == 1);
}

TEST_CASE("Closing the lid locks, opening it does not")
{
    if (!hasDaemon())
        SKIP("dbus-daemon is not installed");
    Fixture f;
    REQUIRE(f.isReady);
    QDBusConnection power = f.bus.connect();
    REQUIRE(power.registerService(QStringLiteral("org.freedesktop.UPower")));
    const auto tell = [&](const QString& interface, const QVariantMap& changed) {
        auto message = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/UPower"),
                                                  QStringLiteral("org.freedesktop.DBus.Properties"),
                                                  QStringLiteral("PropertiesChanged"));
        message.setArguments({interface, changed, QStringList{}});
        power.send(message);
    };
    const auto upower = QStringLiteral("org.freedesktop.UPower");
    const auto lid = QStringLiteral("LidIsClosed");
    tell(upower, {{lid, false}});
    tell(upower, {{QStringLiteral("OnBattery"), true}});
    tell(upower + QStringLiteral(".Device"), {{lid, true}});
    tell(upower, {{lid, true}});
    REQUIRE(f.told(LockReason::LidClosed));
    CHECK(f.reasons.size() == 1);
}

TEST_CASE("Each desktop's screen saver locks")
{
    if (!hasDaemon())
        SKIP("dbus-daemon is not installed");
    Fixture f;
    REQUIRE(f.isReady);
    qsizetype expected = 0;
    for (const auto& desktop :
         {QStringLiteral("freedesktop"), QStringLiteral("gnome"), QStringLiteral("xfce")}) {
        const auto interface = QStringLiteral("org.%1.ScreenSaver").arg(desktop);
        const auto changed = QStringLiteral("ActiveChanged");
        f.logind.signal(QStringLiteral("/ScreenSaver"), interface, changed, {false});
        f.logind.signal(QStringLiteral("/ScreenSaver"), interface, changed,
                        {QStringLiteral("true")});  // of the wrong type
        f.logind.signal(QStringLiteral("/ScreenSaver"), interface, changed, {true});
        ++expected;
        CHECK(waitUntil([&] { return f.reasons.size() == expected; }));
    }
    CHECK(f.reasons.count(LockReason::ScreenLocked) == expected);
}

TEST_CASE("Buses that are not there are silence")
{
    const auto nowhere = QDBusConnection::connectToBus(QStringLiteral("unix:path=/nonexistent/bus"),
                                                       QStringLiteral("test-nowhere"));
    SessionSignals signals{nowhere, nowhere};
    int told = 0;
    QObject::connect(&signals, &SessionSignals::lockNow, &signals, [&told] { ++told; });
    QCoreApplication::processEvents();
    signals.readyToSleep();
    CHECK(told == 0);
    QDBusConnection::disconnectFromBus(QStringLiteral("test-nowhere"));
}

#include "session_signals_test.moc"
