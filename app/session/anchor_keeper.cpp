// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/anchor_keeper.h"

namespace sotto::app {
namespace {

constexpr std::chrono::seconds kEvery{60};

}  // namespace

AnchorKeeper::AnchorKeeper(SessionAudit& audit, engine::ThreadedClient& client, Time time)
    : m_audit(audit),
      m_client(client),
      m_time(time)
{
}

void AnchorKeeper::begin()
{
    tick();
}

void AnchorKeeper::tick()
{
    if (auto line = m_audit.checkpoint(); !line.empty())
        m_client.keepAnchor(std::move(line));
    m_next = m_time.scheduler.after(kEvery, [this] { tick(); });
}

}  // namespace sotto::app
