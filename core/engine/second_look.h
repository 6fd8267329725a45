// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/inbound.h"
#include "core/engine/vault_context.h"

#include <QObject>

namespace sotto::engine {

/// Tries stanzas again that were put aside unopened: when their sender's share of our time
/// has grown again, or when a person's key became trusted. Engine thread only.
class SecondLook final : public QObject {
    Q_OBJECT
public:
    SecondLook(VaultContext& context, Inbound& inbound);

    /// Looks at what is postponed as soon as that may be tried. To be called after each batch
    /// that may have postponed something, and once when a session opens.
    void start();

    /// A key of that person is trusted now: what it sealed is opened.
    void retryQuarantined(const Jid& person);

Q_SIGNALS:
    void taken(sotto::engine::Arrivals arrivals);
    void failed(sotto::Errc why);

private:
    template <class Wanted>
    void look(store::QuarantineReason reason, int most, Wanted wanted);

    VaultContext& m_context;
    Inbound& m_inbound;
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::engine
