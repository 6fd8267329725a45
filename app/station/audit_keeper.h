// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/aside.h"
#include "core/api/station.h"
#include "core/audit/audit_log.h"
#include "core/audit/log_pruner.h"
#include "core/base/clock.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <optional>

namespace sotto::app {

/// Signs where the activity log stands each minute in which something was recorded and when
/// it is told to, and records once a day that the log is alive, and that the collector of the
/// records went away or is back. Once a day it lets the oldest file go that policy wants no longer,
/// on a thread of its own. UI thread.
class AuditKeeper final : public QObject {
    Q_OBJECT
public:
    AuditKeeper(std::optional<audit::AuditLog> log, Time time, QObject* parent = nullptr);
    ~AuditKeeper() override;

    /// Records what that gives now, and once a day; nothing where it gives nothing.
    void keepInventory(std::function<std::optional<audit::Event>()> take);

    /// What policy says of how long the log is kept; nothing: all of it stays (a legal hold). Asked
    /// now and once a day.
    void keepNoLongerThan(std::function<std::optional<audit::PruneRules>()> rules);

    void checkpoint();
    void noteCollector(bool isFailing);
    void noteDisk(DiskNotice disk);            ///< once, until it is another
    void noteRefused(const QString& address);  ///< somebody who wanted to sign in, by the disk

private:
    void tick();
    void append(const audit::Event& event);
    void recordInventory();
    void prune();

    std::optional<audit::AuditLog> m_log;
    Time m_time;
    DiskNotice m_disk = DiskNotice::None;
    std::function<std::optional<audit::Event>()> m_takeInventory;
    std::function<std::optional<audit::PruneRules>()> m_pruneRules;
    BootTime m_lastHeartbeat;
    Scheduler::HandlePtr m_next;
    std::atomic<bool> m_stop{false};
    Aside m_aside;  ///< last: it ends first, and what it reads is above
};

}  // namespace sotto::app
