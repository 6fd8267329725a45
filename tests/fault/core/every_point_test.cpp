// SPDX-License-Identifier: GPL-3.0-or-later
// One fixed script of 200 messages, and a failure at every single write, sync, truncation,
// removal and send of it: at each point the test forks, and the child fails there.
#include "tests/fault/core/faulty_transport.h"
#include "tests/fault/core/run_length.h"
#include "tests/fault/core/seeded_random.h"
#include "tests/fault/core/two_desks.h"

#include <catch2/catch_test_macros.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>

using namespace sotto;
using namespace sotto::test;
using Call = FaultyVfs::Call;
using Fate = FaultyVfs::Fate;

namespace {

constexpr int kMessages = 200;
constexpr int kAtOnce = 2;  // children

/// What may happen at one point. A disk's call and a send have three each; a point has one of
/// them in one run, the next one with the next seed.
enum class Trouble : std::uint8_t { IoError, DiskFull, CutPower, LoseSend, DieBefore, DieAfter };

constexpr Trouble kOfDisk[]{Trouble::IoError, Trouble::DiskFull, Trouble::CutPower};
constexpr Trouble kOfSend[]{Trouble::LoseSend, Trouble::DieBefore, Trouble::DieAfter};
constexpr const char* kNames[]{"EIO",       "disk full",         "power cut",
                               "send lost", "death before send", "death after send"};

class EveryPoint : public TwoDesks {
public:
    EveryPoint()
    {
        for (auto& station : stations) {
            station.settings.makeTransport = [this, &station] {
                return std::make_unique<FaultyTransport>(
                    relay.makeTransport(), [this, &station] { return send(station); });
            };
            boot(station);
        }
    }

    /// Visits every `stride`-th point from `first` on.
    void run(long first, long stride)
    {
        m_next = first;
        m_stride = stride;
        disk.onCall = [this](Call call, const std::string&) {
            return call == Call::Read ? Fate::Pass : onDisk();
        };
        for (int step = 1; step <= kMessages; ++step) {
            play(step);
            if (m_trouble)
                endChild();
        }
        disk.onCall = {};
        m_next = -1;
        while (m_running > 0)
            reap();
    }

    long points = 0;
    long visited = 0;

private:
    /// The script. What a child could not do (its vault is dark) is left out.
    void play(int step)
    {
        auto& station = stations[static_cast<std::size_t>(step / 3 % 2)];
        if (step % 67 == 0)
            boot(station);
        if (step % 17 == 0)
            relay.dropConnection(station.settings.self);
        if (step % 41 == 0)
            relay.forgetSessions();
        if (station.desk)
            station.desk->say();
        if (step % 10 == 0 && station.desk)
            station.desk->readAll();
        if (step % 3 == 0)
            time.advance(std::chrono::seconds{2});
    }

    Fate onDisk()
    {
        const auto trouble = kOfDisk[turn()];
        if (!isDue() || !beChild(trouble))
            return Fate::Pass;
        return trouble == Trouble::DiskFull ? Fate::DiskFull
            : trouble == Trouble::IoError   ? Fate::IoError
                                            : Fate::CutPower;
    }

    /// Before bytes leave a station. A dark one sends nothing.
    bool send(const Workstation& station)
    {
        if (!isPowered(station))
            return false;
        const auto trouble = kOfSend[turn()];
        if (!isDue() || !beChild(trouble))
            return true;
        if (trouble == Trouble::LoseSend)
            relay.dropConnection(station.settings.self);
        else
            disk.cutPower(vaultOf(station));
        return trouble == Trouble::DieAfter;
    }

    std::size_t turn() const
    {
        return (static_cast<std::size_t>(points) + seedOfRun()) % std::size(kOfDisk);
    }

    bool isDue()
    {
        if (m_trouble || m_next < 0)
            return false;
        if (++points != m_next)
            return false;
        m_next += m_stride;
        ++visited;
        return true;
    }

    /// True in the child, which has its own folder.
    bool beChild(Trouble trouble)
    {
        while (m_running >= kAtOnce)
            reap();
        ++m_running;
        if (fork() != 0)
            return false;
        m_trouble = trouble;
        m_childFolder = std::filesystem::temp_directory_path();
        if (std::filesystem::exists("/dev/shm"))
            m_childFolder = "/dev/shm";
        m_childFolder /= "sotto-point-" + std::to_string(getpid());
        std::filesystem::remove_all(m_childFolder);  // of an earlier run that was killed
        moveTo(m_childFolder);
        return true;
    }

    /// The fault has happened: what is dark comes back, the talk goes on, then all is judged.
    [[noreturn]] void endChild()
    {
        for (auto& station : stations)
            if (!isPowered(station))
                cutAndBoot(station, static_cast<std::uint32_t>(points));
            else if (!station.desk)
                boot(station);
        for (int count = 0; count < 3; ++count) {
            for (auto& station : stations)
                if (station.desk)
                    station.desk->say();
            time.advance(std::chrono::seconds{5});
        }
        const auto problems = finish();
        if (!problems.empty())
            std::cout << "point " + std::to_string(points) + ", " +
                    kNames[static_cast<std::size_t>(*m_trouble)] + ": " + problems + "\n"
                      << std::flush;
        std::error_code ignored;
        std::filesystem::remove_all(m_childFolder, ignored);
        _exit(problems.empty() ? 0 : 1);
    }

    void reap()
    {
        int status = 0;
        if (wait(&status) < 0)
            status = 1;
        --m_running;
        m_bad += status == 0 ? 0 : 1;
    }

public:
    int bad() const { return m_bad; }

private:
    long m_next = -1;
    long m_stride = 1;
    std::optional<Trouble> m_trouble;  ///< set in a child
    std::filesystem::path m_childFolder;
    int m_running = 0;
    int m_bad = 0;
};

}  // namespace

TEST_CASE("a failure at any single write, sync, truncation, removal or send loses nothing")
{
    seedRandom(seedOfRun());
    const long only = numberFromEnvironment("SOTTO_FAULT_POINT", 0);
    const long stride = only > 0
        ? 1'000'000'000
        : numberFromEnvironment("SOTTO_FAULT_STRIDE", isLongRun() ? 1 : 101);
    INFO("replay: SOTTO_FAULT_SEED=" << seedOfRun()
                                     << " SOTTO_FAULT_POINT=… fault_core \"a failure at any*\"");
    EveryPoint run;
    run.run(only > 0 ? only : 1, stride);
    const auto problems = run.finish();
    std::cout << "every point: seed " << seedOfRun() << ", visited " << run.visited << " of "
              << run.points << " points, " << run.bad() << " bad\n";
    CHECK(problems == std::string{});
    CHECK(run.bad() == 0);
}
