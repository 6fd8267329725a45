// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/figures.h"
#include "tests/bench/team_log.h"
#include "tests/live/engine/live_person.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <map>
#include <string>

namespace sotto::bench {

inline const QString kTeam = QStringLiteral("Ward 4");

/// As LiveSession::wait(), for longer.
bool waitLong(std::chrono::seconds within, const std::function<bool()>& isTrue);

/// When something was said, for everybody who hears of it.
class Board {
public:
    void say(int number) { m_said[number] = now(); }

    /// A figure: how long ago that was said.
    void tell(const char* name, int number) const;

    bool isOpen = false;  ///< the first words of each member are not counted

private:
    std::map<int, SteadyTime> m_said;
};

/// A member whose engine runs on this thread.
class Colleague {
public:
    /// The vault lies in `disk`.
    Colleague(test::LiveRelay& relay, const Board& board, int number, const QTemporaryDir& disk);

    void signIn();
    void beginLooking();  ///< reads and answers every so often, as people do

    test::LivePerson& person() { return m_person; }

    TeamLog& log() { return m_log; }

private:
    test::LivePerson m_person;
    TeamLog m_log;
    QTimer m_looking;
};

/// The member whose window is open: bench_team_window, in a process of its own.
class WindowMember {
public:
    WindowMember(test::LiveRelay& relay, const Board& board);
    ~WindowMember();

    void signIn();
    void tell(const std::string& line);
    TeamRecord collect();

    qint64 pid() const { return m_process.processId(); }

    bool isIn = false;  ///< the team is in its list
    bool isStopped = false;
    int unfinished = -1;
    int known = 0;

private:
    void take(const QStringList& words);
    void takeState(int number, const QStringList& words);

    const Board& m_board;
    QProcess m_process;
    QTemporaryDir m_disk;
    std::string m_signIn;
    bool m_isOpen = false;
    bool m_isCollected = false;
    TeamRecord m_record;
};

/// The account of a member.
std::string nameOf(int member);

}  // namespace sotto::bench
