// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/vault.h"
#include "tests/bench/watched_transport.h"
#include "tests/live/engine/live_person.h"

#include <filesystem>

namespace sotto::bench {

/// Desk A of the live tests, with the key derivation of production (256 MiB, t = 3) and a
/// vault full of messages.
class BenchDesk {
public:
    /// `dataFolder` empty: a temporary one.
    BenchDesk(test::LiveRelay& relay, std::filesystem::path dataFolder = {});

    /// First sign-in, then `messages` seeded messages in 40 conversations, all read; ends
    /// locked, as after a lock by the user. REQUIREs its steps.
    void makeVault(int messages);

    /// Opens the vault's file with its data key, without password and relay.
    store::Vault openVault() const;

    std::filesystem::path vaultFile() const { return m_vaultFolder / "vault.db"; }

    /// Starts the session that a lock leaves: on the unlock page, stream online.
    void restartLocked();
    /// From the password to the conversation list, and on until the stream is caught up.
    void unlock();

    void lock() { m_handOver = m_person->lock(); }

    test::LivePerson& person() { return *m_person; }

    Traffic traffic;
    SteadyTime shareArrived;  ///< of the last unlock: the last bytes before it opened
    SteadyTime opened;        ///< of the last unlock: the vault and its parts are open
    SteadyTime listLoaded;    ///< of the last unlock: the conversation list left the engine
    double cpuAtList = 0;     ///< processor seconds of this process at that moment

private:
    void fill(int messages) const;
    void watch();

    test::LiveRelay& m_relay;
    std::filesystem::path m_dataFolder;
    std::filesystem::path m_vaultFolder;
    test::SystemClock m_clock;
    QtScheduler m_scheduler;
    std::unique_ptr<test::LivePerson> m_person;
    SecretBytes m_dek;
    HandOver m_handOver;
    int m_lists = 0;
};

/// The reference of an unlock: the same derivation alone. Its cost is the design's, not the
/// program's.
void measureDerivation(std::string_view figureName);

}  // namespace sotto::bench
