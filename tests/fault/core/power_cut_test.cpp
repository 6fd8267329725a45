// SPDX-License-Identifier: GPL-3.0-or-later
// Power cuts at random: the disk keeps what was synced and any part of the rest.
#include "tests/fault/core/run_length.h"
#include "tests/fault/core/two_desks.h"

#include <catch2/catch_test_macros.hpp>

#include <iostream>

using namespace sotto;
using namespace sotto::test;
using Call = FaultyVfs::Call;
using Fate = FaultyVfs::Fate;

namespace {

class PowerCuts : public TwoDesks {
public:
    explicit PowerCuts(std::uint32_t seed) : m_random(seed) { }

    /// One or the other says something; sometimes the power goes while that is under way.
    void step(int messages)
    {
        auto& station = stations[m_random() % 2];
        armCut(stations[m_random() % 2]);
        disturbRelay();
        for (int count = 0; count < messages && station.desk->say(); ++count)
            if (m_random() % 2 == 0)
                settle();
        if (m_random() % 8 == 0)
            station.desk->readAll();
        time.advance(std::chrono::milliseconds{m_random() % 3000});
        disk.onCall = {};
        for (auto& one : stations)
            if (!isPowered(one))
                reboot(one);
    }

    int made() const { return stations[0].desk->said() + stations[1].desk->said(); }

    int cuts = 0;
    int cutsWhileOpening = 0;

private:
    void armCut(const Workstation& victim)
    {
        const auto folder = vaultOf(victim);
        const auto calls = m_random() % 120;
        disk.onCall = [folder, left = calls](Call call, const std::string& path) mutable {
            const bool counts =
                call != Call::Read && std::filesystem::path{path}.parent_path() == folder;
            return counts && left-- == 0 ? Fate::CutPower : Fate::Pass;
        };
    }

    void disturbRelay()
    {
        const auto lot = m_random() % 20;
        if (lot == 0)
            relay.forgetSessions();
        else if (lot < 4)
            relay.dropConnection(stations[lot % 2].settings.self);
        relay.sent.clear();
    }

    /// Also while a vault is being opened after a cut the power may go again.
    void reboot(Workstation& station)
    {
        ++cuts;
        if (m_random() % 4 == 0)
            armCut(station);
        while (!cutAndBoot(station, static_cast<std::uint32_t>(m_random())) ||
               !isPowered(station)) {
            INFO("a vault that has power cannot be opened");
            REQUIRE_FALSE(isPowered(station));
            disk.onCall = {};
            ++cuts;
            ++cutsWhileOpening;
        }
        disk.onCall = {};
    }

    std::mt19937 m_random;
};

}  // namespace

TEST_CASE("power cuts at random lose nothing, double nothing and reorder nothing")
{
    const auto seed = seedOfRun();
    const int messages = isLongRun() ? 10'000 : 400;
    const int wantedCuts = isLongRun() ? 2'000 : 80;
    INFO("replay: SOTTO_FAULT_SEED=" << seed << " fault_core \"power cuts*\"");
    PowerCuts run{seed};
    // A vault that forgets would never get there: bounded.
    for (int steps = 0; steps < 20 * wantedCuts; ++steps) {
        if (run.made() >= messages && run.cuts >= wantedCuts)
            break;
        run.step(run.made() < messages ? 1 + messages / wantedCuts : 0);
    }
    const auto problems = run.finish();
    std::cout << "power cuts: seed " << seed << ", " << run.made() << " messages, " << run.cuts
              << " cuts, " << run.cutsWhileOpening << " of them while opening\n";
    CHECK(problems == std::string{});
    CHECK(run.made() >= messages);
}
