// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/hand_over.h"
#include "core/base/clock.h"
#include "core/crypto/sealed_box.h"
#include "core/domain/message.h"
#include "core/engine/availability_rules.h"
#include "core/engine/loop_rules.h"
#include "core/engine/relay_link.h"
#include "core/xmpp/origin.h"

#include <QObject>

#include <set>
#include <string>

namespace sotto::engine {

/// Counts what waits while the vault is closed, and rings for STAT: at once, and again as policy
/// says (alerts.repeat_*), until somebody unlocks.
///
/// It has the alert key and nothing else: of a sealed message it can open the one byte of
/// urgency. Nothing is decrypted, acknowledged or reported as delivered; the archive keeps
/// everything for the unlock (design.md, 3). Engine thread only.
class LockedWatch final : public QObject {
    Q_OBJECT
public:
    LockedWatch(RelayLink& link, HandOver handOver, AvailabilityRules rules, const LoopRules& loop,
                Time time);

    int waiting() const { return m_waiting; }

    int stat() const { return m_stat; }

    /// What to hand over if this locked session ends too.
    HandOver handOver() const;

Q_SIGNALS:
    void waitingChanged(int messages, int stat);
    void arrived(sotto::Urgency urgency);  ///< live, and STAT also from the archive

private:
    void onOnline();
    void announce();
    void waitForQuietEnd();
    bool isQuiet() const;
    void onStanza(const xmpp::Element& stanza);
    void askArchive(const std::string& after);
    void takeLive(const xmpp::Element& stanza, const xmpp::Origin& origin);
    std::optional<Urgency> urgencyOf(const xmpp::Element& message) const;
    void take(const xmpp::Element& message, const xmpp::Origin& origin, bool live);
    bool rings(Urgency urgency) const;  ///< in spite of do not disturb
    void ringAgain(int times);

    RelayLink& m_link;
    HandOver m_handOver;
    AvailabilityRules m_rules;
    const Clock& m_clock;
    Scheduler& m_scheduler;
    const LoopRules& m_loop;
    Scheduler::HandlePtr m_again;
    Scheduler::HandlePtr m_quietEnd;
    crypto::AlertKeyPair m_alertKeys;
    std::string m_queryId;
    std::set<std::string> m_seen;  ///< origin ids: live and archive overlap
    int m_waiting = 0;
    int m_stat = 0;
};

}  // namespace sotto::engine
