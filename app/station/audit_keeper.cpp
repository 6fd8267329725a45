// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/audit_keeper.h"

#include "core/base/log.h"

#include <utility>

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

AuditKeeper::~AuditKeeper()
{
    m_stop = true;
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

void AuditKeeper::noteDisk(DiskNotice disk)
{
    if (std::exchange(m_disk, disk) == disk || disk == DiskNotice::None)
        return;
    const bool isUnknown = disk == DiskNotice::UnknownRefused;
    append({audit::EventKind::SecurityFinding,
            audit::Outcome::Failure,
            {},
            "device.disk",
            {{"disk", isUnknown ? log::Literal{"unknown"} : log::Literal{"plain"}},
             {"rule", Station::refuses(disk) ? log::Literal{"block"} : log::Literal{"warn"}}}});
}

void AuditKeeper::noteRefused(const QString& address)
{
    if (m_log)
        append({audit::EventKind::LoginFailed,
                audit::Outcome::Failure,
                address.isEmpty() ? audit::Pseudonym{}
                                  : m_log->pseudonym("user", address.toStdString()),
                {},
                {{"why", "disk"}}});
}

void AuditKeeper::keepInventory(std::function<std::optional<audit::Event>()> take)
{
    m_takeInventory = std::move(take);
    recordInventory();
}

void AuditKeeper::keepNoLongerThan(std::function<std::optional<audit::PruneRules>()> rules)
{
    m_pruneRules = std::move(rules);
    prune();
}

/// One file a day at most; what it could not do today it does tomorrow.
void AuditKeeper::prune()
{
    auto rules = m_log && m_pruneRules ? m_pruneRules() : std::nullopt;
    if (!rules)
        return;
    m_aside
        .run<bool>([this, place = m_log->place(), rules = *std::move(rules)] {
            return audit::pruneOldest(place, m_time, rules, m_stop);
        })
        .then(this, [this](const Result<bool>& pruned) {
            if (!pruned)
                log::warning("station", "the old part of the activity log was not removed",
                             {{"why", pruned.error().code}});
            else if (*pruned)
                checkpoint();  // signed, so that the removal can be shown elsewhere
        });
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
        prune();
    }
    checkpoint();
    m_next = m_time.scheduler.after(kCheckpointEvery, [this] { tick(); });
}

}  // namespace sotto::app
