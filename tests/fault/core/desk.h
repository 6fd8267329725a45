// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/open_session.h"
#include "core/engine/removal_watch.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sotto::test {

/// The login token that the relay of a fault run gives every account.
inline constexpr auto kFaultToken = "fault-token";

/// Who sits where, and whom he talks to.
struct DeskSettings {
    std::filesystem::path dataFolder;
    Jid self;
    Jid peer;
    std::function<std::unique_ptr<relay::Transport>()> makeTransport;
    std::string relayHost = "127.0.0.1";
};

/// One person's end as the program has it: a vault on the disk, the stream, an open session.
///
/// It is made after every fault, so it is made in milliseconds: vault key and login token
/// are given instead of derived from a password. What it has to say are its numbers in turn,
/// and which one is next it learns from its own vault, as nothing else outlives a fault.
class Desk {
public:
    /// Makes the vault if there is none. Errors: those of the vault.
    static Result<std::unique_ptr<Desk>> open(const DeskSettings& settings, Time time);

    /// Where the vault is, for a disk that fails.
    static std::filesystem::path vaultFolder(const DeskSettings& settings);

    /// Queues the next number. False: the vault did not take it.
    bool say();
    void readAll();  ///< everything is marked as read

    /// The number of the newest message that this desk has made.
    int said() const { return m_said; }

    /// Nothing is on its way from here: every message is delivered, no receipt is owed.
    bool isQuiet();

    /// The whole conversation, oldest first.
    std::vector<store::MessageRow> messages();

private:
    Desk(const DeskSettings& settings, Time time);

    Result<Done> start(store::Vault vault, const Jid& peer, Time time);
    Result<int> newestSaid();

    engine::EngineSettings m_settings;
    engine::RelayLink m_link;
    engine::VaultContext* m_context = nullptr;  ///< the session's
    std::unique_ptr<engine::RemovalWatch> m_removals;
    std::unique_ptr<engine::OpenSession> m_session;
    ConversationId m_conversation{};
    int m_said = 0;
};

/// The number in "message 17 …"; 0 if there is none.
int numberOf(const store::MessageRow& message);

}  // namespace sotto::test
