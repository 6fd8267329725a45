// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// `sottoctl archive` as an administrator runs it: real processes beside a real relay.

#include "tests/live/session/live_relay.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace sotto::test {

/// What a command that has ended gave.
struct Said {
    int code = -1;
    QByteArray out{};
    QByteArray error{};
};

/// The clinic's archive on a machine of its own: a data folder, a policy, at most one `run`.
class ArchiveProcess {
public:
    /// `name`: of LiveRelay::addPerson().
    ArchiveProcess(LiveRelay& relay, std::string name);
    ~ArchiveProcess();  ///< ends the process that it started

    /// Signs in with a fresh code; true once it is online.
    bool run();
    void kill();  ///< as a power cut: no farewell
    /// Waits for what `run` writes to standard error. Empty: it did not within its time.
    QByteArray waitFor(const QByteArray& word);

    /// `archive WORDS` in another process. `password`: instead of the right one.
    Said ask(const QStringList& words, const std::string& password = {});
    /// The same where nobody runs: with a code.
    Said askAlone(const QStringList& words);

    QString path(const QString& name) const;  ///< in a folder of its own

private:
    std::unique_ptr<QProcess> start(const QStringList& words, const std::string& password,
                                    bool withCode);
    Said finish(std::unique_ptr<QProcess> process);

    LiveRelay& m_relay;
    std::string m_name;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_run;
    QByteArray m_said;
};

}  // namespace sotto::test
