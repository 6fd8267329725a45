// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "core/engine/availability_rules.h"
#include "core/engine/relay_link.h"
#include "core/engine/vault_context.h"

#include <QObject>

namespace sotto::engine {

/// Whether the person who is signed in may be disturbed: kept in the vault, told to colleagues
/// with the presence, over by itself when its time has come. Engine thread only.
class AvailabilityDesk final : public QObject {
    Q_OBJECT
public:
    AvailabilityDesk(VaultContext& context, RelayLink& link, AvailabilityRules rules);

    /// What the vault has; changed() tells it.
    void load();

    /// A state that nobody can set, and a time that is over, are Available.
    void set(const Availability& wanted);

    /// Our presence, on a stream that has not heard it.
    void announce();

    const Availability& now() const { return m_now; }

    /// Whether a message of that urgency may ring.
    bool rings(Urgency urgency) const;

    /// For the session that comes after a lock: until when nothing but what overrides rings;
    /// 0: it may ring.
    std::int64_t quietUntilMs() const;

Q_SIGNALS:
    void changed(sotto::Availability availability);

private:
    void become(Availability availability);
    void keep();
    xmpp::Element presence() const;
    bool isOver(const Availability& availability) const;
    Availability checked(Availability wanted) const;

    VaultContext& m_context;
    RelayLink& m_link;
    AvailabilityRules m_rules;
    Availability m_now;
    Scheduler::HandlePtr m_end;
};

}  // namespace sotto::engine
