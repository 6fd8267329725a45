// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/stream_management.h"

#include <algorithm>
#include <utility>

namespace sotto::relay {

void StreamManagement::enable(std::string resumeId)
{
    disable();
    m_on = true;
    m_id = std::move(resumeId);
}

void StreamManagement::resumeFrom(SmResume state)
{
    disable();
    m_on = true;
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
    if (!m_on)
        return;
    m_inbound.push_back(settled);
    confirm(0);
}

void StreamManagement::confirm(std::size_t count)
{
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
    const std::uint32_t newly = h - m_acked;
    if (newly > 0x8000'0000U)  // behind the last one, seen modulo 2^32
        return std::vector<std::string>{};
    if (newly > m_unacked.size())
        return Error{Errc::Forged, "acknowledges more than was sent"};
    std::vector<std::string> ids;
    for (std::uint32_t count = 0; count < newly; ++count) {
        if (!m_unacked.front().id.empty())
            ids.push_back(std::move(m_unacked.front().id));
        m_unacked.pop_front();
    }
    m_acked = h;
    return ids;
}

SmResume StreamManagement::snapshot() const
{
    return {m_id, m_handled, m_acked, {m_unacked.begin(), m_unacked.end()}};
}

}  // namespace sotto::relay
