// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/devices.h"
#include "core/api/problem.h"
#include "core/engine/arrivals.h"
#include "core/engine/peer_devices.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <set>

namespace sotto::engine {

/// Decides whose keys are trusted: by policy's rules, by the clinic's list, by what a person says;
/// and tells the screen, the conversations and the activity log. Engine thread only.
class TrustDesk final : public QObject {
    Q_OBJECT
public:
    /// What a person says of a key.
    enum class Word : std::uint8_t { Compared, Accepted, Refused };

    TrustDesk(VaultContext& context, PeerDevices& devices);

    /// Once, when the session opens: policy may be another than at the last time.
    void start() { applyRules(); }

    /// Policy or the clinic's list was read anew.
    void setRules(TrustRules rules);

    /// Answers devicesChanged, now and whenever something changes for that person.
    void openDevices(const Jid& person);

    /// The word counts for the key with that SHA-256 alone, and only where policy leaves it to a
    /// person; else nothing is done.
    void decide(const omemo::DeviceAddress& device, ByteView keySha256, Word word);

    /// Takes a person's word back: the rules count again.
    void withdraw(const omemo::DeviceAddress& device);

    /// Ends the wait of an urgent message (trust_view.h, urgentWait()).
    void choose(MessageId message, UrgentChoice choice);

    /// Something may have changed for those who look at that person's devices.
    void show(const Jid& person);

Q_SIGNALS:
    void devicesChanged(QString address, QList<sotto::DeviceSnapshot> devices);
    void decided(sotto::engine::Arrivals arrivals);  ///< committed
    void trusted(const sotto::Jid& person);          ///< a key is trusted now that was not
    void changed(const sotto::Jid& person);
    void chosen(const sotto::Jid& peer);  ///< what waited for that person or room may go
    void problem(sotto::ProblemKind kind);

private:
    struct Decision {
        Arrivals arrivals;
        bool isTrustedNow = false;
    };

    void applyRules();
    Result<bool> isOldList();
    Result<std::set<Jid>> judgeAll(Arrivals& arrivals);
    Result<bool> takeOffered(const store::DeviceRow& device, Arrivals& arrivals);
    Result<Decision> take(const omemo::DeviceAddress& device, ByteView keySha256, Word word);
    Result<Decision> takeBack(const omemo::DeviceAddress& device);
    void finish(const Jid& person, const Result<Decision>& decision);
    void judgeLater();

    VaultContext& m_context;
    PeerDevices& m_devices;
    std::set<Jid> m_shown;
    bool m_toldOldList = false;
    Scheduler::HandlePtr m_later;
};

}  // namespace sotto::engine
