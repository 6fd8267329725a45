// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fault/core/desk.h"
#include "tests/fault/core/oracle.h"
#include "tests/support/fake_relay.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/manual_time.h"
#include "tests/support/wire_watch.h"

#include <QTemporaryDir>

#include <array>
#include <random>

namespace sotto::test {

/// One workstation: what outlives a fault, and the desk that does not.
struct Workstation {
    DeskSettings settings;
    std::unique_ptr<Desk> desk;
};

/// Two people who write to each other, the relay between them and the disk below them, all in
/// this process, on time that is moved by hand.
class TwoDesks {
public:
    TwoDesks();

    /// The desk as the next process finds it. False: its vault cannot be opened.
    bool boot(Workstation& station);

    /// The power of that workstation goes, if it is not gone yet; then it comes back.
    bool cutAndBoot(Workstation& station, std::uint32_t seed);

    /// As the disk names it.
    static std::filesystem::path vaultOf(const Workstation& station)
    {
        return std::filesystem::absolute(Desk::vaultFolder(station.settings));
    }

    bool isPowered(const Workstation& station) const { return disk.isPowered(vaultOf(station)); }

    void settle() { time.advance(std::chrono::milliseconds{0}); }

    /// Faults are over: boots both and waits until nothing is on its way any more, for two
    /// hours at most. Empty: all is well; otherwise what is not.
    std::string finish();

    /// From now on everything happens in a copy of the folders: for a fork. Open desks follow,
    /// because their folders are relative to the working folder.
    void moveTo(const std::filesystem::path& folder);

    ManualTime time;
    FaultyVfs disk;
    FakeRelay relay;
    WireWatch watch;  ///< sees every message that reaches the relay

private:
    QTemporaryDir m_folder;

public:
    std::array<Workstation, 2> stations;

private:
    Workstation makeStation(const std::string& name, const std::string& peer);
};

}  // namespace sotto::test
