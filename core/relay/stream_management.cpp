// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/stream_management.h"

#include "core/xmpp/stream_management.h"

#include <algorithm>
#include <utility>

namespace sotto::relay {

void StreamManagement::begin()
{
    const auto uncounted = m_uncounted;
    disable();
    m_on = true;
    m_uncounted = uncounted;
}

void StreamManagement::enable(std::string resumeId)
{
    if (!m_on)
        begin();
    m_countsInbound = true;
    m_id = std::move(resumeId);
}

void StreamManagement::resumeFrom(SmResume state)
{
    disable();
    m_on = m_countsInbound = true;
    m_id = std::move(state.id);
    m_handled = state.handled;
    m_acked = state.acked;
    m_unacked = {std::make_move_iterator(state.unacked.begin()),
                 std::make_move_iterator(state.unacked.end())};
}

void StreamManagement::disable()
{
    *this = {};
}

void StreamManagement::sent(std::string id, Bytes bytes)
{
    if (m_on)
        m_unacked.push_back({std::move(id), std::move(bytes)});
}

void StreamManagement::received(bool settled)
{
    if (!m_countsInbound) {
        m_uncounted += settled ? 0 : 1;
        return;
    }
    m_inbound.push_back(settled);
    confirm(0);
}

void StreamManagement::confirm(std::size_t count)
{
    const auto early = std::min(count, m_uncounted);
    m_uncounted -= early;
    count -= early;
    for (auto entry = m_inbound.begin(); count > 0 && entry != m_inbound.end(); ++entry) {
        if (!*entry) {
            *entry = true;
            --count;
        }
    }
    while (!m_inbound.empty() && m_inbound.front()) {
        m_inbound.pop_front();
        ++m_handled;
    }
}

Result<std::vector<std::string>> StreamManagement::acked(std::uint32_t h)
{
    SOTTO_TRY_ASSIGN(const auto newly,
                     xmpp::newlyHandled(m_acked, h, static_cast<std::uint32_t>(m_unacked.size())));
    std::vector<std::string> ids;
    for (std::uint32_t count = 0; count < newly; ++count) {
        if (!m_unacked.front().id.empty())
            ids.push_back(std::move(m_unacked.front().id));
        m_unacked.pop_front();
    }
    m_acked += newly;
    return ids;
}

SmResume StreamManagement::snapshot() const
{
    return {m_id, m_handled, m_acked, {m_unacked.begin(), m_unacked.end()}};
}

}  // namespace sotto::relay
