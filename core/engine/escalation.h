// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/outbound.h"
#include "core/engine/vault_context.h"

#include <QObject>

namespace sotto::engine {

/// Sends what asks somebody to act on to the next in its chain, while nobody has answered: by
/// this client, which alone can seal it, and at its next unlock if it is locked by then. Each
/// step is a line in the conversation. Engine thread only.
class Escalation final : public QObject {
    Q_OBJECT
public:
    Escalation(VaultContext& context, Outbound& outbound);

    /// The vault is level with the archive, so that what was answered meanwhile is known.
    void setLevel(bool level);

    /// Plans and answers may have changed; what is due goes on.
    void refresh();

Q_SIGNALS:
    void told(sotto::engine::Arrivals arrivals);
    void failed(sotto::Errc why);

private:
    Result<bool> isAnswered(const store::MessageRow& row);
    Result<std::optional<Jid>> step(const store::EscalationRow& plan, Arrivals& arrivals);
    Result<Done> forward(const store::MessageRow& row, const Jid& to, Arrivals& arrivals);
    Result<Done> addLine(const store::MessageRow& row, const Jid& to, Arrivals& arrivals);
    void run();

    VaultContext& m_context;
    Outbound& m_outbound;
    Scheduler::HandlePtr m_soon;
    Scheduler::HandlePtr m_due;
    bool m_level = false;
};

}  // namespace sotto::engine
