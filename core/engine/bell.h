// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"  // Urgency as a meta type
#include "core/engine/arrivals.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <optional>

namespace sotto::engine {

/// Says that something new is there: at once for what comes live; for what the archive brings
/// once, when all of it was read, and only for what nobody has read on another device
/// meanwhile. Engine thread only.
class Bell final : public QObject {
    Q_OBJECT
public:
    explicit Bell(VaultContext& context) : m_context(context) { }

    /// The archive is read from now on. Twice is not an error: its end is still to come.
    void holdBack();

    void note(const Arrivals& arrivals);

    /// The archive was read, or the stream is gone.
    void release();

Q_SIGNALS:
    void rung(sotto::Urgency urgency);

private:
    bool isMuted(const Arrivals& arrivals) const;

    VaultContext& m_context;
    std::optional<MessageId> m_heldSince;  ///< the newest message when it began
};

}  // namespace sotto::engine
