// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/emergency_watch.h"

#include "app/station/causes.h"
#include "core/base/log.h"

namespace sotto::app {
namespace {

constexpr std::chrono::milliseconds kLook{1000};
constexpr std::chrono::seconds kGrace{3};  // by then the session has ended by itself

}  // namespace

EmergencyWatch::EmergencyWatch(StationProcess& station, policy::PolicyWatcher& policy,
                               std::optional<audit::AuditLog> log, Time time, QObject* parent)
    : QObject(parent),
      m_station(station),
      m_policy(policy),
      m_log(std::move(log)),
      m_time(time)
{
    connect(&station, &StationProcess::emergencyOpened, this, &EmergencyWatch::onOpened);
    connect(&station, &StationProcess::emergencyClosed, this, &EmergencyWatch::onClosed);
}

std::chrono::seconds EmergencyWatch::longest() const
{
    return m_policy.current().policy.seconds("emergency.session_max_s");
}

void EmergencyWatch::onOpened()
{
    m_openedAt = m_time.clock.bootNow();
    look();
}

void EmergencyWatch::look()
{
    const auto* const open = m_station.openSession();
    if (open == nullptr || !open->isEmergency())
        return;
    if (m_time.clock.bootNow() - m_openedAt >= longest() + kGrace) {
        m_station.lockOpen(SessionHandle::LockCause::Idle, true);
        return;
    }
    m_tick = m_time.scheduler.after(kLook, [this] { look(); });
}

void EmergencyWatch::onClosed(const QString& owner, const QString& accessor,
                              SessionHandle::LockCause cause)
{
    m_tick.reset();
    if (!m_log)
        return;
    const bool timeOver = m_time.clock.bootNow() - m_openedAt >= longest();
    const audit::Event event{
        audit::EventKind::EmergencyEnded,
        audit::Outcome::Success,
        m_log->pseudonym("user", accessor.toStdString()),
        m_log->pseudonym("user", owner.toStdString()).text(),
        {{"cause", timeOver ? log::Literal("time-over") : nameOf(cause)}, {"purpose", "btg"}}};
    if (!m_log->append(event))
        log::warning("station", "the end of an emergency access was not written");
}

}  // namespace sotto::app
