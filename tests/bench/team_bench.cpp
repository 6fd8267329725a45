// SPDX-License-Identifier: GPL-3.0-or-later
// A team of a hundred on a real relay, each with a whole engine and a vault; one of them is a
// process of its own with the window open. They talk for ten minutes, and in the end every
// vault must hold every message once and in order, and every state of every person.
#include "tests/bench/team_members.h"
#include "tests/bench/team_verdict.h"

#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <deque>
#include <fstream>
#include <numeric>
#include <random>

using namespace sotto;
using namespace sotto::bench;
using namespace std::chrono_literals;

namespace {

constexpr int kAMinute = 50;
constexpr std::uint64_t kSeed = 20261122;

/// Processor seconds and MiB of a process.
struct Load {
    double cpu = 0;
    double memory = 0;

    static Load of(qint64 pid)
    {
        Load load;
        const auto folder = "/proc/" + std::to_string(pid);
        std::ifstream stat(folder + "/stat");
        std::string word;
        for (int field = 1; field <= 15 && stat >> word; ++field)
            if (field >= 14)  // user, system
                load.cpu += std::stod(word) / static_cast<double>(sysconf(_SC_CLK_TCK));
        std::ifstream status(folder + "/status");
        while (status >> word)
            if (word == "VmRSS:" && status >> word)
                load.memory = std::stod(word) / 1024;
        return load;
    }
};

class Team {
public:
    Team(test::LiveRelay& relay, int members) : m_count(members)
    {
        REQUIRE(m_disk.isValid());
        for (int member = 0; member < members; ++member) {
            relay.addPerson(nameOf(member));  // all before anybody signs in, as in a clinic
            m_addresses.push_back(QString::fromStdString(relay.value(nameOf(member) + ".address")));
        }
        m_window = std::make_unique<WindowMember>(relay, m_board);
        m_window->signIn();
        for (int member = 1; member < members; ++member)
            m_members.emplace_back(relay, m_board, member, m_disk).signIn();
    }

    void meet()
    {
        const auto start = now();
        auto others = QStringList(m_addresses.begin(), m_addresses.end());
        others.removeAt(1);
        of(1).person().engine().createRoom(kTeam, others);
        REQUIRE(waitLong(10min, [this] {
            return m_window->isIn && std::ranges::all_of(m_members, [](auto& member) {
                       return member.log().room().value != 0;
                   });
        }));
        figure("team.room", seconds(start, now()));
        m_window->tell("show");
        for (auto& member : m_members)
            member.beginLooking();
        const auto greeted = now();
        for (int member = 0; member < m_count; ++member) {
            say(member);  // one after another: the first of each meets everybody's devices
            CHECK(waitLong(60s, [this] { return unknown() == 0; }));
        }
        CHECK(settle());
        figure("team.first-words", seconds(greeted, now()));
    }

    /// Fifty a minute, from everybody by turns in an order that chance makes.
    void talk(int messages)
    {
        std::mt19937_64 random{kSeed};
        std::vector<int> turns;
        m_board.isOpen = true;
        m_window->tell("measure");
        const auto start = now();
        for (int message = 0; message < messages; ++message) {
            if (turns.empty()) {
                turns.resize(static_cast<std::size_t>(m_count));
                std::iota(turns.begin(), turns.end(), 0);
                std::ranges::shuffle(turns, random);
            }
            say(turns.back());
            turns.pop_back();
            const auto next = start + (message + 1) * 60'000ms / kAMinute;
            while (now() < next)
                test::LiveSession::wait([next] { return now() >= next; });
        }
        m_window->tell("stop " + qEnvironmentVariable("SOTTO_BENCH_PICTURE").toStdString());
        CHECK(waitLong(30s, [this] { return m_window->isStopped; }));
    }

    /// Until all have all and every author knows that all have read it; or it goes no further.
    bool settle()
    {
        int before = -1;
        auto moved = now();
        while (now() < moved + 120s) {
            const int left = unfinished();
            if (left == 0)
                return true;
            if (left != before)
                moved = now();
            before = left;
            test::LiveSession::wait([until = now() + 2s] { return now() > until; });
        }
        return false;
    }

    void judge()
    {
        test::LiveSession::wait([until = now() + 5s] { return now() > until; });  // last answers
        TeamVerdict verdict(m_addresses, m_authors);
        for (int member = 1; member < m_count; ++member) {
            bool isCollected = false;
            auto& log = of(member).log();
            log.collected = [&isCollected] { isCollected = true; };
            log.collect();
            CHECK(isCollected);
            verdict.judge(member, log.record());
        }
        verdict.judge(0, m_window->collect());
        verdict.print();
        CHECK(verdict.wrong() == 0);
    }

    qint64 windowPid() const { return m_window->pid(); }

private:
    Colleague& of(int member) { return m_members[static_cast<std::size_t>(member - 1)]; }

    void say(int member)
    {
        const int number = ++m_lastNumber;
        m_authors[number] = member;
        m_board.say(number);
        if (member == 0)
            m_window->tell("say " + std::to_string(number));
        else
            of(member).log().say(number);
    }

    /// Copies of messages that have not arrived yet.
    int unknown()
    {
        const int all = static_cast<int>(m_authors.size());
        int left = all - m_window->known;
        for (auto& member : m_members)
            left += all - member.log().known();
        return left;
    }

    int unfinished()
    {
        int left = m_window->unfinished + unknown();
        for (auto& member : m_members)
            left += member.log().unfinished();
        return left;
    }

    int m_count;
    /// In memory: a hundred workstations have a hundred disks, and this machine has one.
    QTemporaryDir m_disk{QStringLiteral("/dev/shm/sotto-bench-XXXXXX")};
    Board m_board;
    std::vector<QString> m_addresses;
    std::unique_ptr<WindowMember> m_window;
    std::deque<Colleague> m_members;
    std::map<int, int> m_authors;
    int m_lastNumber = 0;
};

struct Loads {
    Load relay, window, engines;
    SteadyTime at;

    static Loads of(const test::LiveRelay& relay, const Team& team)
    {
        return {Load::of(relay.pid()), Load::of(team.windowPid()), Load::of(getpid()), now()};
    }
};

void noteLoads(const Loads& before, const Loads& after)
{
    const double took = seconds(before.at, after.at);
    const auto tell = [&](const char* name, const Load& then, const Load& since) {
        std::array<char, 160> text{};
        std::snprintf(text.data(), text.size(),
                      "team: %s used %.0f %% of a processor; %.0f MiB before, %.0f MiB after", name,
                      100 * (since.cpu - then.cpu) / took, then.memory, since.memory);
        note(text.data());
    };
    tell("the relay", before.relay, after.relay);
    tell("the process with the window", before.window, after.window);
    tell("the process with the other engines", before.engines, after.engines);
}

}  // namespace

TEST_CASE("team: fifty messages a minute, and every state of everybody", "[team]")
{
    auto* relay = test::LiveRelay::instance();
    REQUIRE(relay);
    Team team(*relay, wanted("SOTTO_BENCH_MEMBERS", 100));
    team.meet();
    const auto before = Loads::of(*relay, team);
    team.talk(kAMinute * wanted("SOTTO_BENCH_MINUTES", 10));
    const auto after = Loads::of(*relay, team);
    const auto said = now();
    CHECK(team.settle());
    figure("team.settled", seconds(said, now()));
    noteLoads(before, after);
    team.judge();
}
