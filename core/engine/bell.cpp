// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/bell.h"

#include "core/base/log.h"

#include <utility>

namespace sotto::engine {

void Bell::holdBack()
{
    if (m_heldSince)
        return;
    const auto newest = m_context.stores.messages.newest();
    if (newest)  // else it rings for each page: too often is better than never
        m_heldSince = *newest;
}

void Bell::note(const Arrivals& arrivals)
{
    if (arrivals.newMessages > 0 && !m_heldSince)
        Q_EMIT rung(arrivals.topUrgency);
}

void Bell::release()
{
    const auto since = std::exchange(m_heldSince, std::nullopt);
    if (!since)
        return;
    const auto unread = m_context.stores.messages.topUnreadAfter(*since);
    if (!unread)
        log::warning("engine", "what is unread was not counted", {{"why", unread.error().code}});
    else if (*unread)
        Q_EMIT rung(**unread);
}

}  // namespace sotto::engine
