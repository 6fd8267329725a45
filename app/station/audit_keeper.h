// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_log.h"
#include "core/base/clock.h"

#include <QObject>

#include <optional>

namespace sotto::app {

/// Signs where the activity log stands each minute in which something was recorded and when
/// it is told to, and records once a day that the log is alive, and that the collector of the
/// records went away or is back. UI thread.
class AuditKeeper final : public QObject {
    Q_OBJECT
public:
    AuditKeeper(std::optional<audit::AuditLog> log, Time time, QObject* parent = nullptr);

    void checkpoint();
    void noteCollector(bool isFailing);

private:
    void tick();

    std::optional<audit::AuditLog> m_log;
    Time m_time;
    BootTime m_lastHeartbeat;
    Scheduler::HandlePtr m_next;
};

}  // namespace sotto::app
