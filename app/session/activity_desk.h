// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/aside.h"
#include "app/session/session_audit.h"
#include "core/api/activity.h"
#include "core/audit/checkpoint.h"
#include "core/audit/exception_report.h"
#include "core/audit/log_export.h"
#include "core/base/clock.h"
#include "core/domain/rights.h"

#include <QObject>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace sotto::app {

/// The Activity log page's way to the log of this workstation: reads it on a thread of its own,
/// keeps from a person what others did unless the clinic's roles let them see it, and puts each
/// look on record. A gate of the program: who may read the folder as a user of the machine can
/// read it without us. UI thread.
class ActivityDesk final : public QObject, public ActivityLog {
    Q_OBJECT
public:
    /// What policy says of the report.
    struct ReportPolicy {
        audit::ExceptionRules rules;
        std::chrono::days every{7};
        bool asksForReason = true;
    };

    /// `policy` is asked each time. No folder: there is no log.
    ActivityDesk(std::filesystem::path folder, SessionAudit& audit,
                 std::function<ReportPolicy()> policy, Time time);
    ~ActivityDesk() override;

    void setRights(Rights rights) { m_rights = rights; }

    /// Checkpoints that are kept elsewhere, after anchorsWanted(); none: nothing could be fetched.
    void takeAnchors(const QStringList& lines);

    Task<ActivityEntries> read(ActivityFilter filter) override;
    Task<ChainSnapshot> check() override;
    Task<ActivityReport> report() override;
    Task<bool> isReportDue() override;
    bool markReviewed() override;
    Task<Done> saveTo(QString path, ActivityFormat format, ActivityFilter filter,
                      ExportReason reason) override;
    bool asksForReason() const override;
    QString nameOf(ActivityName what, const QString& value) const override;

Q_SIGNALS:
    void anchorsWanted();

private:
    bool maySeeAll() const { return m_rights.has(Right::SeeActivity); }

    bool noteLook();
    audit::ExportFilter filterFor(const ActivityFilter& filter) const;
    std::string nameIn(ActivityName what, const QString& value) const;
    void checkWith(std::optional<std::vector<audit::Anchor>> anchors);

    std::filesystem::path m_folder;
    SessionAudit& m_audit;
    std::function<ReportPolicy()> m_policy;
    Time m_time;
    Rights m_rights = Rights::withoutRoles();
    std::optional<WallTime> m_lookedAt;  ///< when a look was last put on record
    std::vector<Promise<ChainSnapshot>> m_checks;
    Scheduler::HandlePtr m_anchorsLate;
    std::atomic<bool> m_stop{false};
    std::atomic<std::uint64_t> m_reportedUntil{0};  ///< what our person has been shown of the log
    Aside m_aside;  ///< last: it ends first, and what it reads is above
};

}  // namespace sotto::app
