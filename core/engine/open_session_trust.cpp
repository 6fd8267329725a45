// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the messages when it is decided whose keys are trusted.
#include "core/engine/open_session.h"

namespace sotto::engine {

void OpenSession::watchTrust()
{
    connect(&m_trust, &TrustDesk::decided, this, &OpenSession::tell);
    connect(&m_trust, &TrustDesk::changed, &m_conversations, &Conversations::showWherever);
    connect(&m_trust, &TrustDesk::changed, &m_outbound, &Outbound::pumpAll);
    connect(&m_trust, &TrustDesk::trusted, this, &OpenSession::useTrusted);
    connect(&m_trust, &TrustDesk::chosen, &m_outbound, &Outbound::pump);
    connect(&m_trust, &TrustDesk::problem, this, &OpenSession::problem);
    connect(&m_outbound, &Outbound::told, this, &OpenSession::tell);
    connect(&m_outbound, &Outbound::tooManyDevices, this, &OpenSession::tooManyDevices);
}

void OpenSession::tell(const Arrivals& arrivals)
{
    m_conversations.show(arrivals);
    for (const auto& event : arrivals.trust)
        Q_EMIT trustDecided(event);
    if (arrivals.ownDeviceAdded)
        Q_EMIT problem(ProblemKind::OwnDeviceAdded);
}

/// What that person's devices sealed meanwhile is opened, and what waited for them goes.
void OpenSession::useTrusted(const Jid& person)
{
    m_devices.trustMore(person);
    m_secondLook.retryQuarantined(person);
    m_outbound.sendReceipts();
    m_outbound.pumpAll();
}

}  // namespace sotto::engine
