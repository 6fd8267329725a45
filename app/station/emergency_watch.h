// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/station/station_process.h"
#include "core/audit/audit_log.h"
#include "core/policy/policy_watcher.h"

#include <QObject>

#include <optional>

namespace sotto::app {

/// Sees an emergency access from the station: records its end, however its process ended, and ends
/// one that has not ended by itself in time. UI thread.
class EmergencyWatch final : public QObject {
    Q_OBJECT
public:
    EmergencyWatch(StationProcess& station, policy::PolicyWatcher& policy,
                   std::optional<audit::AuditLog> log, Time time, QObject* parent = nullptr);

private:
    void onOpened();
    void onClosed(const QString& owner, const QString& accessor, SessionHandle::LockCause cause);
    void look();
    std::chrono::seconds longest() const;

    StationProcess& m_station;
    policy::PolicyWatcher& m_policy;
    std::optional<audit::AuditLog> m_log;
    Time m_time;
    BootTime m_openedAt{};
    Scheduler::HandlePtr m_tick;
};

}  // namespace sotto::app
