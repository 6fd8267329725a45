// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/alert_repeater.h"

#include <algorithm>

namespace sotto::engine {

AlertRepeater::AlertRepeater(Time time, const LoopRules& rules) : m_time(time), m_rules(rules) { }

void AlertRepeater::watch(const QList<OpenItemSnapshot>& items)
{
    std::map<MessageId, int> rings;
    for (const auto& item : items) {
        if (!item.forUs || item.urgency != Urgency::Stat || item.acknowledgedAtMs > 0)
            continue;
        const auto known = m_rings.find(item.message);
        rings[item.message] = known == m_rings.end() ? 0 : known->second;
    }
    m_rings = std::move(rings);
    wait();
}

void AlertRepeater::noteOverdue(const OpenItemSnapshot& item)
{
    if (item.forUs)
        Q_EMIT rung(item.urgency);
}

/// A wait that runs goes on: who gets one STAT after another is rung for the first in time, too.
void AlertRepeater::wait()
{
    const bool some = std::ranges::any_of(
        m_rings, [this](const auto& one) { return one.second < m_rules.repeatCount; });
    if (!some)
        m_timer.reset();
    else if (!m_timer)
        m_timer = m_time.scheduler.after(m_rules.repeatEvery, [this] {
            m_timer.reset();
            ring();
        });
}

void AlertRepeater::ring()
{
    for (auto& [message, rings] : m_rings)
        rings = std::min(rings + 1, m_rules.repeatCount);
    wait();
    Q_EMIT rung(Urgency::Stat);
}

}  // namespace sotto::engine
