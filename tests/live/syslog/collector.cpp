// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/syslog/collector.h"

#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <catch2/catch_test_macros.hpp>

#include <fstream>

namespace sotto::test {
namespace {

namespace fs = std::filesystem;

const QString kProgram = QStringLiteral("/usr/sbin/rsyslogd");

void openssl(const QStringList& words)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), words);
    REQUIRE(process.waitForFinished(30'000));
    INFO(process.readAllStandardError().toStdString());
    REQUIRE(process.exitCode() == 0);
}

std::uint16_t freePort()
{
    QTcpServer server;
    REQUIRE(server.listen(QHostAddress::LocalHost));
    return server.serverPort();
}

void appendFile(const fs::path& to, const fs::path& from)
{
    std::ofstream{to, std::ios::binary | std::ios::app}
        << std::ifstream{from, std::ios::binary}.rdbuf();
}

}  // namespace

bool Collector::isInstalled(const std::string& driver)
{
    for (const auto* folder : {"/usr/lib/x86_64-linux-gnu/rsyslog", "/usr/lib/rsyslog",
                               "/usr/lib/aarch64-linux-gnu/rsyslog"})
        if (fs::exists(fs::path{folder} / ("lmnsd_" + driver + ".so")))
            return QFile::exists(kProgram);
    return false;
}

Collector::Collector(const std::string& driver) : m_port(freePort())
{
    openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
             QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
             QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
             QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
             QStringLiteral("/CN=Test issuer"), QStringLiteral("-keyout"),
             QString::fromStdString(file("ca.key")), QStringLiteral("-out"),
             QString::fromStdString(file("ca.pem"))});
    for (const auto* name : {"localhost", "station"})
        makeIdentity(name, "ca");
    writeSettings(driver);
    m_process.setStandardErrorFile(QProcess::nullDevice());  // it complains of each lost peer
    start();
}

Collector::~Collector()
{
    stop();
}

fs::path Collector::file(const char* name) const
{
    return fs::path{m_folder.path().toStdString()} / name;
}

void Collector::makeIdentity(const std::string& name, const std::string& issuer)
{
    const auto path = [&](const std::string& end) {
        return QString::fromStdString(file((name + end).c_str()));
    };
    const auto from = [&](const char* end) {
        return QString::fromStdString(file((issuer + end).c_str()));
    };
    openssl({QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("ec"),
             QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"),
             QStringLiteral("-nodes"), QStringLiteral("-subj"),
             QStringLiteral("/CN=") + QString::fromStdString(name), QStringLiteral("-addext"),
             QStringLiteral("subjectAltName=DNS:") + QString::fromStdString(name),
             QStringLiteral("-keyout"), path(".key"), QStringLiteral("-out"), path(".csr")});
    openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), path(".csr"),
             QStringLiteral("-CA"), from(".pem"), QStringLiteral("-CAkey"), from(".key"),
             QStringLiteral("-copy_extensions"), QStringLiteral("copy"), QStringLiteral("-days"),
             QStringLiteral("2"), QStringLiteral("-out"), path(".pem")});
    appendFile(file((name + ".pem").c_str()), file((name + ".key").c_str()));
}

void Collector::writeSettings(const std::string& driver) const
{
    const auto path = [this](const char* name) { return '"' + file(name).string() + '"'; };
    std::ofstream out{file("rsyslog.conf")};
    out << "global(workDirectory=\"" << m_folder.path().toStdString()
        << "\" maxMessageSize=\"64k\" defaultNetstreamDriver=\"" << driver
        << "\" defaultNetstreamDriverCAFile=" << path("ca.pem")
        << " defaultNetstreamDriverCertFile=" << path("localhost.pem")
        << " defaultNetstreamDriverKeyFile=" << path("localhost.key") << ")\n"
        << "module(load=\"imtcp\" StreamDriver.Name=\"" << driver
        << "\" StreamDriver.Mode=\"1\" StreamDriver.AuthMode=\"x509/name\""
           " PermittedPeer=[\"station\"])\n"
        << "template(name=\"raw\" type=\"list\"){property(name=\"hostname\") constant(value=\" \")"
           " property(name=\"msgid\") constant(value=\" \") property(name=\"msg\")"
           " constant(value=\"\\n\")}\n"
        << "ruleset(name=\"audit\"){action(type=\"omfile\" file=" << path("kept.log")
        << " template=\"raw\" sync=\"on\")}\n"
        << "input(type=\"imtcp\" address=\"127.0.0.1\" port=\"" << m_port
        << "\" ruleset=\"audit\")\n";
}

void Collector::start()
{
    m_process.start(kProgram,
                    {QStringLiteral("-n"), QStringLiteral("-f"),
                     QString::fromStdString(file("rsyslog.conf")), QStringLiteral("-i"),
                     QString::fromStdString(file("rsyslog.pid"))});
    REQUIRE(m_process.waitForStarted(10'000));
    for (int i = 0; i < 200; ++i) {
        QTcpSocket knock;
        knock.connectToHost(QHostAddress::LocalHost, m_port);
        if (knock.waitForConnected(1'000))
            return;
        QThread::msleep(50);
    }
    FAIL("rsyslog does not listen");
}

void Collector::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(20'000))
        kill();
}

void Collector::kill()
{
    m_process.kill();
    m_process.waitForFinished(10'000);
    fs::remove(file("rsyslog.pid"));
}

}  // namespace sotto::test
