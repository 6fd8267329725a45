// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/badge_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <atomic>
#include <functional>

using namespace sotto::platform;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char kDriver[] = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";

bool waitUntil(const std::function<bool()>& condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < 10'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return condition();
}

/// The other end of the virtual reader's driver: a badge that says nothing but that it is there.
class Badge {
public:
    Badge()
    {
        QTcpServer probe;
        REQUIRE(probe.listen(QHostAddress::LocalHost));
        m_port = probe.serverPort();
        QObject::connect(&m_reader, &QTcpSocket::readyRead, &m_reader, [this] { answer(); });
    }

    /// Where the driver waits for a badge.
    quint16 port() const { return m_port; }

    void putIn()
    {
        m_reader.connectToHost(QHostAddress::LocalHost, m_port);
        REQUIRE(m_reader.waitForConnected(5000));
    }

    void takeAway() { m_reader.abort(); }

private:
    /// Each message: its length in two bytes, then a command; 4 asks who is there.
    void answer()
    {
        while (m_reader.bytesAvailable() >= 3) {
            const auto size = m_reader.peek(2);
            const auto length = static_cast<uchar>(size[0]) << 8 | static_cast<uchar>(size[1]);
            if (m_reader.bytesAvailable() < 2 + length)
                return;
            if (m_reader.read(2 + length).mid(2) == "\x04")
                m_reader.write("\x00\x02\x3b\x00", 4);
        }
    }

    QTcpSocket m_reader;
    quint16 m_port = 0;
};

/// pcscd with one virtual reader. Its socket has a fixed place, which is ours in a name space
/// of its own: the system's stays as it is.
class Readers {
public:
    bool start(quint16 port)
    {
        const auto folder = m_dir.path();
        QDir(folder).mkdir(u"conf"_s);
        QDir(folder).mkdir(u"run"_s);
        QFile conf(folder + u"/conf/reader"_s);
        REQUIRE(conf.open(QIODevice::WriteOnly));
        conf.write("FRIENDLYNAME \"Reader\"\nDEVICENAME /dev/null:" + QByteArray::number(port) +
                   "\nLIBPATH " + kDriver + "\nCHANNELID " + QByteArray::number(port) + "\n");
        conf.close();
        m_daemon.start(u"unshare"_s,
                       {u"--mount"_s, u"sh"_s, u"-c"_s,
                        u"mkdir -p /run/pcscd && mount --bind \"$0/run\" /run/pcscd && "
                        "exec pcscd --foreground --config \"$0/conf\""_s,
                        folder});
        const auto socket = folder + u"/run/pcscd.comm"_s;
        qputenv("PCSCLITE_CSOCK_NAME", socket.toUtf8());
        return waitUntil([&] {
                   return QFile::exists(socket) || m_daemon.state() == QProcess::NotRunning;
               }) &&
            QFile::exists(socket);
    }

    void stop()
    {
        m_daemon.kill();
        m_daemon.waitForFinished(5000);
    }

    ~Readers()
    {
        stop();
        qunsetenv("PCSCLITE_CSOCK_NAME");
    }

private:
    QTemporaryDir m_dir;
    QProcess m_daemon;
};

struct Desk {
    Badge badge;
    Readers readers;
    std::array<std::atomic<int>, 2> counts{};

    int inserted() const { return counts[0]; }

    int removed() const { return counts[1]; }

    BadgeReader::Changed counting()
    {
        return [this](BadgeChange change) { ++counts[static_cast<std::size_t>(change)]; };
    }
};

}  // namespace

TEST_CASE("A badge that leaves the reader is told, each time once")
{
    Desk desk;
    if (!QFile::exists(QString::fromLatin1(kDriver)) || !desk.readers.start(desk.badge.port()))
        SKIP("needs pcscd, vsmartcard-vpcd and the right to mount");
    const BadgeReader reader(desk.counting());
    for (int times = 1; times <= 2; ++times) {
        desk.badge.putIn();
        REQUIRE(waitUntil([&] { return desk.inserted() == times; }));
        CHECK(desk.removed() == times - 1);
        desk.badge.takeAway();
        REQUIRE(waitUntil([&] { return desk.removed() == times; }));
    }

    desk.badge.putIn();
    REQUIRE(waitUntil([&] { return desk.inserted() == 3; }));
    desk.readers.stop();  // nobody can say that it is still there
    CHECK(waitUntil([&] { return desk.removed() == 3; }));
}

TEST_CASE("Where nobody serves readers, nothing is told, and the watch ends at once")
{
    qputenv("PCSCLITE_CSOCK_NAME", "/nonexistent/pcscd.comm");
    Desk desk;
    {
        const BadgeReader reader(desk.counting());
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 100)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    CHECK(desk.inserted() + desk.removed() == 0);
    qunsetenv("PCSCLITE_CSOCK_NAME");
}
