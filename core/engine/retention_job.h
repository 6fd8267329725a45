// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/retention.h"
#include "core/engine/arrivals.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <map>
#include <vector>

namespace sotto::engine {

/// Once a day removes what is older than policy lets this workstation keep (retention.local_days,
/// R-13), in steps of some milliseconds while everything goes on. Each step is a transaction, so a
/// round goes on where it stood after a lock or a crash.
///
/// Never goes what was not read, must still be acted upon or answered, has not left, or was put
/// aside; what is under legal hold; and, where policy asks for the archive, what that has not
/// confirmed. How old something is, the relay's clock decides where ours runs ahead of it
/// (hostile.md J2). The archive's own vault keeps everything. Engine thread only.
class RetentionJob final : public QObject {
    Q_OBJECT
public:
    explicit RetentionJob(VaultContext& context) : m_context(context) { }

    void start();  ///< soon, if the last round was a day ago
    void stop();   ///< the disk has no room for it

    /// Whether the relay's clock, as its archive stamps what it keeps, has moved on; inside the
    /// caller's transaction. Errors: Storage.
    static Result<Done> noteRelayTime(VaultContext& context, WallTime at);

Q_SIGNALS:
    void removed(sotto::engine::Arrivals arrivals);  ///< at the end of a round
    void reported(sotto::RemovalReport report);
    void changed(sotto::RetentionSnapshot retention);
    void archiveDue();  ///< old messages are due to the archive before they may go

private:
    /// What is kept of the rounds.
    struct Kept {
        std::int64_t lastAtMs = 0;
        int lastRemoved = 0;
        RemovalReport unreported{};  ///< removed by the round that goes on
    };

    Result<Kept> kept();
    Result<Done> keep(const Kept& kept);
    std::chrono::milliseconds untilDue();
    void schedule(std::chrono::milliseconds delay, bool begins);
    void begin();
    void step();
    Result<bool> removeSome();
    Result<Done> consider(const store::OldMessage& old, Kept& kept);
    Result<bool> mayGo(const store::OldMessage& old);
    Result<bool> isHeld(const store::OldMessage& old);
    Result<bool> isConfirmed(const store::OldMessage& old);
    void finish();
    void fail(const Error& error);
    void tell();

    VaultContext& m_context;
    Scheduler::HandlePtr m_timer;
    MessageId m_at{};
    std::int64_t m_beforeMs = 0;
    RetentionSnapshot m_now{};
    Arrivals m_arrivals{};
    std::map<ConversationId, bool> m_heldConversations;
    std::vector<std::string> m_files;  ///< to remove after the COMMIT
    bool m_asksArchive = false;
};

}  // namespace sotto::engine
