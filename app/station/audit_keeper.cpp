// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/audit_keeper.h"

#include "core/base/log.h"

namespace sotto::app {
namespace {

constexpr std::chrono::seconds kCheckpointEvery{60};
constexpr std::chrono::hours kHeartbeatEvery{24};

}  // namespace

AuditKeeper::AuditKeeper(std::optional<audit::AuditLog> log, Time time, QObject* parent)
    : QObject(parent),
      m_log(std::move(log)),
      m_time(time),
      m_lastHeartbeat(time.clock.bootNow())
{
    tick();
}

void AuditKeeper::checkpoint()
{
    if (m_log && !m_log->checkpoint())
        log::warning("station", "the activity log was not signed");
}

void AuditKeeper::noteCollector(bool isFailing)
{
    const audit::Event event = isFailing
        ? audit::Event{audit::EventKind::CollectorLost, audit::Outcome::Failure}
        : audit::Event{audit::EventKind::CollectorReached};
    append(event);
}

void AuditKeeper::keepInventory(std::function<std::optional<audit::Event>()> take)
{
    m_takeInventory = std::move(take);
    recordInventory();
}

void AuditKeeper::recordInventory()
{
    if (const auto event = m_takeInventory ? m_takeInventory() : std::nullopt)
        append(*event);
}

void AuditKeeper::append(const audit::Event& event)
{
    if (m_log && !m_log->append(event))
        log::warning("station", "an activity record was not written");
}

void AuditKeeper::tick()
{
    const auto now = m_time.clock.bootNow();
    if (m_log && now - m_lastHeartbeat >= kHeartbeatEvery) {
        m_lastHeartbeat = now;
        append({audit::EventKind::Heartbeat});
        recordInventory();
    }
    checkpoint();
    m_next = m_time.scheduler.after(kCheckpointEvery, [this] { tick(); });
}

}  // namespace sotto::app
