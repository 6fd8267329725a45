// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Another client as a program that takes and gives lines (tests/live/peers/README.md).

#include "tests/live/session/live_relay.h"

#include <QProcess>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace sotto::test {

class PeerProgram {
public:
    explicit PeerProgram(const QStringList& words)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("python3"), words);
    }

    ~PeerProgram()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(5'000))
            m_process.terminate();  // it has something to tidy up
        if (!m_process.waitForFinished(5'000))
            m_process.kill();
        m_process.waitForFinished(5'000);
    }

    /// A line that begins with that is there, or comes within ten seconds.
    bool waitFor(const QString& line)
    {
        return LiveSession::wait([&] { return count(line) > 0; });
    }

    /// False: a package is not installed here.
    bool isThere()
    {
        const bool isReady = waitFor(QStringLiteral("ready ")) || waitFor(QStringLiteral("ready "));
        if (!isReady && m_process.state() == QProcess::NotRunning &&
            m_process.exitCode() == kMissingPackage)
            return false;
        INFO(m_lines.join(QLatin1Char('\n')).toStdString());
        REQUIRE(isReady);
        return true;
    }

    void tell(const QString& line) { m_process.write(line.toUtf8() + '\n'); }

    /// How many lines begin with that by now.
    qsizetype count(const QString& beginning)
    {
        while (m_process.canReadLine())
            m_lines << QString::fromUtf8(m_process.readLine()).trimmed();
        return std::ranges::count_if(
            m_lines, [&](const QString& said) { return said.startsWith(beginning); });
    }

    qsizetype failures() { return count(QStringLiteral("failed")); }

    /// The rest of the newest line that begins with that.
    QString after(const QString& beginning)
    {
        (void)count(beginning);
        const auto found =
            std::find_if(m_lines.crbegin(), m_lines.crend(),
                         [&](const QString& said) { return said.startsWith(beginning); });
        return found == m_lines.crend() ? QString{} : found->mid(beginning.size());
    }

private:
    static constexpr int kMissingPackage = 77;

    QProcess m_process;
    QStringList m_lines;
};

}  // namespace sotto::test
