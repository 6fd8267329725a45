// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for an answer, and the answers on their way.
#include "core/engine/open_session.h"
#include "core/engine/problems.h"

namespace sotto::engine {

using namespace std::chrono_literals;

void OpenSession::watchLoop()
{
    connect(&m_conversations, &Conversations::owesLater, &m_pace, &ReceiptPace::later);
    connect(&m_pace, &ReceiptPace::due, &m_outbound, &Outbound::sendReceipts);
    connect(&m_conversations, &Conversations::openChanged, &m_items, &OpenItems::refresh);
    // Whatever changes what is open changes what goes on to others, and what rings.
    connect(&m_items, &OpenItems::changed, &m_repeater, &AlertRepeater::watch);
    connect(&m_items, &OpenItems::changed, &m_escalation, &Escalation::refresh);
    connect(&m_items, &OpenItems::overdue, &m_repeater, &AlertRepeater::noteOverdue);
    connect(&m_repeater, &AlertRepeater::rung, this, [this](Urgency urgency) {
        if (m_availability.rings(urgency))
            Q_EMIT messageArrived(urgency);
    });
    connect(&m_escalation, &Escalation::told, this, &OpenSession::tell);
    connect(&m_orders, &OrderDesk::signedAndQueued, this, &OpenSession::tell);
    connect(&m_escalation, &Escalation::failed, this, [this](Errc why) {
        Q_EMIT problem(vaultProblem({why, {}}).kind);
    });
    connect(&m_conversations, &Conversations::openChanged, this, &OpenSession::tellLimits);
    connect(&m_items, &OpenItems::messageChanged, &m_conversations, &Conversations::showMessage);
    connect(&m_items, &OpenItems::overdue, this, [this](const OpenItemSnapshot& item) {
        m_conversations.showMessage(item.message);  // it says so, too
    });
}

void OpenSession::tellLimits()
{
    const auto& rules = m_context->loop;
    const auto since = m_context->nowMs() - std::chrono::milliseconds{24h}.count();
    const auto sent = m_context->stores.messages.countSent(Urgency::Stat, since);
    if (sent)
        Q_EMIT alertLimitsChanged({rules.chainMax, static_cast<int>(rules.escalateAfter.count()),
                                   *sent, rules.statDailyWarn});
}

void OpenSession::closeItem(MessageId id)
{
    const auto closed = m_items.close(id);
    if (!closed && closed.error().code != Errc::NotFound)
        Q_EMIT problem(vaultProblem(closed.error()).kind);
}

}  // namespace sotto::engine
