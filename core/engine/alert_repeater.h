// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"
#include "core/engine/loop_rules.h"

#include <QObject>

#include <map>

namespace sotto::engine {

/// Rings again for each STAT message that nobody here has acknowledged, every so often and so
/// often (alerts.repeat_*), and once for what becomes overdue. Engine thread only.
class AlertRepeater final : public QObject {
    Q_OBJECT
public:
    AlertRepeater(Time time, const LoopRules& rules);

    /// The open items as they are now.
    void watch(const QList<OpenItemSnapshot>& items);
    void noteOverdue(const OpenItemSnapshot& item);

Q_SIGNALS:
    void rung(sotto::Urgency urgency);

private:
    void ring();
    void wait();

    Time m_time;
    const LoopRules& m_rules;
    std::map<MessageId, int> m_rings;  ///< of what waits for an acknowledgement
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::engine
