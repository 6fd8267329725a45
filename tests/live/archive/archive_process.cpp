// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/archive/archive_process.h"

#include <QDir>
#include <QFile>

namespace sotto::test {
namespace {

constexpr int kLongest = 60'000;  // ms, of one command

/// For its owner alone; policy files have to be.
void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

}  // namespace

ArchiveProcess::ArchiveProcess(LiveRelay& relay, std::string name)
    : m_relay(relay),
      m_name(std::move(name)),
      m_folder(QStringLiteral("/tmp/sotto-archive-XXXXXX"))
{
    QDir(m_folder.path()).mkdir(QStringLiteral("policy"));
    QFile::setPermissions(path(QStringLiteral("policy")),
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const auto& value = [&](const char* key) {
        return QByteArray::fromStdString(relay.value(key));
    };
    write(path(QStringLiteral("policy/policy.toml")),
          "[clinic]\nname = \"Riverside Clinic (sample)\"\n[crypto]\nkdf_mib = 64\n"
          "[relay]\naddress = \"" +
              value("host") + ':' + value("port") + "\"\nca_file = \"" + value("ca") +
              "\"\n[retention]\narchive_jid = \"" +
              QByteArray::fromStdString(relay.value(m_name + ".address")) + "\"\n");
}

ArchiveProcess::~ArchiveProcess()
{
    kill();
}

QString ArchiveProcess::path(const QString& name) const
{
    return m_folder.filePath(name);
}

/// Secrets come through descriptors, as from an administrator's script.
std::unique_ptr<QProcess> ArchiveProcess::start(const QStringList& words,
                                                const std::string& password, bool withCode)
{
    const auto secret = password.empty() ? m_relay.value(m_name + ".password") : password;
    write(path(QStringLiteral("password")), QByteArray::fromStdString(secret) + '\n');
    write(path(QStringLiteral("code")),
          withCode ? QByteArray::fromStdString(freshCode(m_relay.value(m_name + ".totp"))) + '\n'
                   : QByteArray{});
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral("/bin/sh"),
                   QStringList{QStringLiteral("-c"),
                               QStringLiteral("p=$1 c=$2; shift 2; exec \"$@\" 3<\"$p\" 4<\"$c\""),
                               QStringLiteral("sh"), path(QStringLiteral("password")),
                               path(QStringLiteral("code")), QStringLiteral(SOTTO_CTL),
                               QStringLiteral("--data"), path(QStringLiteral("data")),
                               QStringLiteral("--policy"), path(QStringLiteral("policy")),
                               QStringLiteral("archive")} +
                       words +
                       QStringList{QStringLiteral("--password-fd"), QStringLiteral("3"),
                                   QStringLiteral("--code-fd"), QStringLiteral("4")});
    return process;
}

bool ArchiveProcess::run()
{
    m_said.clear();
    m_run =
        start({QStringLiteral("run"), QString::fromStdString(m_relay.value(m_name + ".address"))},
              {}, true);
    return !waitFor("archiving").isEmpty();
}

void ArchiveProcess::kill()
{
    if (!m_run)
        return;
    m_run->kill();
    m_run->waitForFinished();
    m_run.reset();
}

QByteArray ArchiveProcess::waitFor(const QByteArray& word)
{
    const auto lineWith = [&] {
        m_said += m_run->readAllStandardError();
        for (const auto& line : m_said.split('\n'))
            if (line.startsWith(word))
                return line;
        return QByteArray{};
    };
    for (int i = 0; i < 3; ++i)
        LiveSession::wait(
            [&] { return !lineWith().isEmpty() || m_run->state() == QProcess::NotRunning; });
    return lineWith();
}

Said ArchiveProcess::ask(const QStringList& words, const std::string& password)
{
    return finish(start(words, password, false));
}

Said ArchiveProcess::askAlone(const QStringList& words)
{
    return finish(start(words, {}, true));
}

/// The event loop goes on: the people of the test are in this process.
Said ArchiveProcess::finish(std::unique_ptr<QProcess> process)
{
    const auto hasEnded = [&] { return process->state() == QProcess::NotRunning; };
    for (int ms = 0; ms < kLongest && !LiveSession::wait(hasEnded); ms += 10'000) { }
    if (!hasEnded()) {
        process->kill();
        process->waitForFinished();
        return {};
    }
    return {process->exitCode(), process->readAllStandardOutput(), process->readAllStandardError()};
}

}  // namespace sotto::test
