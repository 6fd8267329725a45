// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/api/snapshots.h"
#include "core/engine/relay_link.h"
#include "core/platform/key_chain.h"
#include "core/store/offline_window.h"

#include <QObject>

namespace sotto::engine {

/// One person's way into their vault without the relay, for a limited time after the last
/// contact with it (design.md, 6; auth.offline_grace_h).
///
/// All that counts (tries, contact, the latest time) lies in the key chain beside the key,
/// so copying files back turns nothing back. Where there is no key chain there is no
/// window. Engine thread only.
class OfflineAccess final : public QObject {
    Q_OBJECT
public:
    OfflineAccess(std::filesystem::path folder, const EngineSettings& settings, RelayLink& link,
                  store::Stopwatch watch, Time time);
    ~OfflineAccess() override;

    bool isAllowed() const { return m_chain != nullptr; }

    struct Keys {
        SecretBytes passwordKey;
        SecretBytes share;
    };

    /// Counts a try, then opens the window. Errors: Denied (see refusal()), those of
    /// VaultHeader::passwordKey().
    Task<std::shared_ptr<Keys>> open(const store::VaultHeader& header, SecretBytes password);

    /// Why open() was denied.
    ProblemKind refusal() const { return m_refusal; }

    /// After an opening with the relay's share: a new window from now on.
    void renew(const store::VaultHeader& header, ByteView passwordKey, ByteView share);

    /// At revocation, logoff, expiry, or where policy allows none.
    void erase();

    const OfflineSnapshot& snapshot() const { return m_snapshot; }

Q_SIGNALS:
    void changed();  ///< the snapshot
    void ended();    ///< while it may have been in use: its time ran out without the relay

private:
    using Entry = Result<std::shared_ptr<SecretBytes>>;
    using KeysPromise = std::shared_ptr<Promise<std::shared_ptr<Keys>>>;

    struct Attempt {
        store::VaultHeader header;
        SecretBytes password;
        KeysPromise promise;
    };

    Result<store::OfflineTicket> ticketOf(const Entry& entry, const store::OfflineWindow& window);
    void begin(const std::shared_ptr<Attempt>& attempt, const store::OfflineWindow& window);
    void tryOpen(const std::shared_ptr<Attempt>& attempt, const store::OfflineWindow& window,
                 store::OfflineTicket ticket);
    void refuse(const std::shared_ptr<Attempt>& attempt, ProblemKind why);
    std::optional<ProblemKind> judge(const store::OfflineTicket& ticket) const;
    bool isOver(const store::Moment& lastContact) const;
    void noteContact();
    void probe();
    void watchEnd();
    void tell(OfflineSnapshot::State state, const store::Moment& lastContact);

    std::filesystem::path m_folder;
    std::chrono::milliseconds m_grace;
    std::string m_name;  ///< of the entry; says nothing about the person
    RelayLink& m_link;
    store::Stopwatch m_watch;
    Time m_time;
    std::unique_ptr<platform::KeyChain> m_chain;
    Scheduler::HandlePtr m_probe;
    Scheduler::HandlePtr m_end;
    std::optional<store::Moment> m_lastContact;
    OfflineSnapshot m_snapshot;
    ProblemKind m_refusal = ProblemKind::OfflineNotReady;
    int m_epoch = 0;  ///< an answer for a window that was replaced since changes nothing
};

}  // namespace sotto::engine
