// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_log.h"
#include "core/base/clock.h"

#include <QObject>

#include <functional>
#include <optional>

namespace sotto::app {

/// Signs where the activity log stands each minute in which something was recorded and when
/// it is told to, and records once a day that the log is alive, and that the collector of the
/// records went away or is back. UI thread.
class AuditKeeper final : public QObject {
    Q_OBJECT
public:
    AuditKeeper(std::optional<audit::AuditLog> log, Time time, QObject* parent = nullptr);

    /// Records what that gives now, and once a day; nothing where it gives nothing.
    void keepInventory(std::function<std::optional<audit::Event>()> take);

    void checkpoint();
    void noteCollector(bool isFailing);

private:
    void tick();
    void append(const audit::Event& event);
    void recordInventory();

    std::optional<audit::AuditLog> m_log;
    Time m_time;
    std::function<std::optional<audit::Event>()> m_takeInventory;
    BootTime m_lastHeartbeat;
    Scheduler::HandlePtr m_next;
};

}  // namespace sotto::app
