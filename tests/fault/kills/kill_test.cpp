// SPDX-License-Identifier: GPL-3.0-or-later
// Two real processes with vaults on a real disk, killed at random without a word.
#include "core/base/qt_scheduler.h"
#include "core/platform/system_clock.h"
#include "tests/fault/core/desk.h"
#include "tests/fault/core/oracle.h"
#include "tests/fault/core/run_length.h"
#include "tests/fault/kills/relay_server.h"
#include "tests/support/wire_watch.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <catch2/catch_test_macros.hpp>

#include <iostream>
#include <random>

using namespace sotto;
using namespace sotto::test;

namespace {

constexpr qint64 kQuietLifeMs = 10'000;
constexpr qint64 kMinuteMs = 60'000;

/// One end: a process that comes back after each kill.
struct End {
    DeskSettings settings;
    std::unique_ptr<QProcess> process;
    qint64 killAtMs = 0;
    bool quiet = false;
};

class Kills {
public:
    Kills(std::uint32_t seed, int messagesOfEach, int wantedKills)
        : m_random(seed),
          m_messages(messagesOfEach),
          m_wantedKills(wantedKills),
          m_server(m_time, socket()),
          m_ends{makeEnd("desk", "lee"), makeEnd("lee", "desk")}
    {
        m_server.relay.onMessage = [this](const xmpp::Element& message) {
            watch.take(message);
            return disturb();
        };
        m_clockSince.start();
    }

    /// Until all was said and all is quiet, and often enough killed.
    void run()
    {
        const auto longest = (isLongRun() ? 45 : 5) * kMinuteMs;
        while (!isDone() && m_clockSince.elapsed() < longest) {
            for (auto& end : m_ends)
                look(end);
            QEventLoop pause;
            QTimer::singleShot(5, &pause, &QEventLoop::quit);
            pause.exec();
        }
        for (auto& end : m_ends)
            stop(end);
    }

    std::string problems()
    {
        const auto first = rowsOf(m_ends[0].settings);
        const auto second = rowsOf(m_ends[1].settings);
        std::string all;
        for (const auto& verdict : {judge(first, second), judge(second, first)})
            if (!verdict.isGood() || verdict.made != m_messages)
                all += verdict.toString() + "; ";
        return all;
    }

    qint64 seconds() const { return m_clockSince.elapsed() / 1000; }

    WireWatch watch;
    int kills = 0;
    int breaks = 0;

private:
    QString socket() const { return m_folder.filePath(QStringLiteral("relay")); }

    End makeEnd(const std::string& name, const std::string& peer)
    {
        auto& account = m_server.relay.addAccount(name);
        account.tokens.emplace_back(kFaultToken);
        return {{m_folder.path().toStdString() + "/" + name,
                 account.address,
                 *Jid::parseAccount(peer + "@" + kRelayDomain),
                 {}},
                nullptr};
    }

    /// The relay breaks connections too, with or without what was just sent, and forgets.
    FakeRelay::Fate disturb()
    {
        const auto lot = m_random() % 400;
        breaks += lot < 3 ? 1 : 0;
        if (lot == 0)
            m_server.relay.forgetSessions();
        return lot == 1 ? FakeRelay::Fate::Lose
            : lot == 2  ? FakeRelay::Fate::StoreAndBreak
                        : FakeRelay::Fate::Pass;
    }

    bool isDone() const { return kills >= m_wantedKills && m_ends[0].quiet && m_ends[1].quiet; }

    void look(End& end)
    {
        if (!end.process)
            start(end);
        while (end.process->canReadLine())
            end.quiet = end.process->readLine().startsWith("quiet") || end.quiet;
        const bool isTime = m_clockSince.elapsed() >= end.killAtMs;
        if (isTime && (kills < m_wantedKills || !end.quiet)) {
            ++kills;
            stop(end);
        }
        if (end.process && end.process->state() == QProcess::NotRunning)
            end.process.reset();  // it ended by itself: the verdict will tell
    }

    void start(End& end)
    {
        end.quiet = false;
        end.process = std::make_unique<QProcess>();
        end.process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const auto text = [](const std::string& from) { return QString::fromStdString(from); };
        end.process->start(QStringLiteral(SOTTO_FAULT_DESK),
                           {socket(), text(end.settings.dataFolder.string()),
                            text(end.settings.self.toString()), text(end.settings.peer.toString()),
                            QString::number(m_messages)});
        REQUIRE(end.process->waitForStarted());
        // From before it has opened its vault to well into the talk. Once there were kills
        // enough it gets its time; the outbox is proved at the latest when it starts again.
        const qint64 life =
            kills < m_wantedKills ? 5 + static_cast<qint64>(m_random() % 350) : kQuietLifeMs;
        end.killAtMs = m_clockSince.elapsed() + life;
    }

    static void stop(End& end)
    {
        if (end.process) {
            end.process->kill();
            end.process->waitForFinished();
        }
        end.process.reset();
    }

    std::vector<store::MessageRow> rowsOf(const DeskSettings& settings)
    {
        DeskSettings alone{settings.dataFolder, settings.self, settings.peer,
                           [this] { return m_server.relay.makeTransport(); }};
        const auto desk = Desk::open(alone, m_time);
        return desk ? (*desk)->messages() : std::vector<store::MessageRow>{};
    }

    std::mt19937 m_random;
    int m_messages;
    int m_wantedKills;
    QTemporaryDir m_folder;
    platform::SystemClock m_clock;
    QtScheduler m_scheduler;
    Time m_time{m_clock, m_scheduler};
    RelayServer m_server;
    std::array<End, 2> m_ends;
    QElapsedTimer m_clockSince;
};

}  // namespace

TEST_CASE("processes killed at random lose nothing, double nothing and reorder nothing")
{
    const int runs = isLongRun() && std::getenv("SOTTO_FAULT_SEED") == nullptr ? 5 : 1;
    for (auto seed = seedOfRun(); seed < seedOfRun() + static_cast<std::uint32_t>(runs); ++seed) {
        Kills run{seed, isLongRun() ? 5'000 : 100, isLongRun() ? 2'000 : 40};
        run.run();
        const auto problems = run.problems();
        std::cout << "kills: seed " << seed << ", " << run.kills << " kills, " << run.breaks
                  << " broken connections, " << run.watch.keys() << " message keys seen, "
                  << run.seconds() << " s" << std::endl;
        INFO("replay: SOTTO_FAULT_SEED=" << seed << " fault_kills");
        CHECK(problems == std::string{});
        CHECK(run.watch.reused() == 0);
        CHECK(run.watch.unreadable() == 0);
    }
}
