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
    if (arrivals.newMessages > 0 && !m_heldSince && !isMuted(arrivals))
        Q_EMIT rung(arrivals.topUrgency);
}

/// What asks for something is heard wherever it comes.
bool Bell::isMuted(const Arrivals& arrivals) const
{
    if (arrivals.topUrgency > Urgency::Fyi || arrivals.mentionsUs)
        return false;
    const auto muted = m_context.stores.conversations.areMuted(arrivals.conversations);
    return muted && *muted;  // what cannot be asked rings: too often is better than never
}

void Bell::release()
{
    const auto since = std::exchange(m_heldSince, std::nullopt);
    if (!since)
        return;
    const auto unread = m_context.stores.messages.topUnreadAfter(*since, m_context.self);
    if (!unread)
        log::warning("engine", "what is unread was not counted", {{"why", unread.error().code}});
    else if (*unread)
        Q_EMIT rung(**unread);
}

}  // namespace sotto::engine
