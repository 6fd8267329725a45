// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/station/station_process.h"
#include "core/audit/audit_log.h"
#include "core/platform/badge_reader.h"
#include "core/platform/idle_deadline.h"
#include "core/platform/session_signals.h"
#include "core/policy/policy_watcher.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace sotto::app {

/// What ends an open session without being asked: the idle deadline, the operating system,
/// and the end of a shift; and what follows a new policy (45 CFR 164.312(a)(2)(iii)).
///
/// Lives in the station, so that a hung session cannot delay its own lock. UI thread.
class StationGuard final : public QObject {
    Q_OBJECT
public:
    StationGuard(StationProcess& station, policy::PolicyWatcher& policy,
                 std::optional<audit::AuditLog> log, Time time, QObject* parent = nullptr);
    ~StationGuard() override;

    void record(audit::Event event);

private:
    /// One person's time at this workstation, from a full login to the logoff.
    struct Shift {
        QString address;
        BootTime signedInAt;
        BootTime lastInput;
        BootTime lockedAt{};
    };

    void onOpened(const QString& address);
    void onLocked(const QString& address, SessionHandle::LockCause cause);
    void onSignedOut(const QString& address);
    void onEnded(const QString& address, SessionHandle::LockCause cause);
    void onLoginLost(const QString& address);
    void forget(const QString& address);
    void onSystem(platform::LockReason reason);
    void lock(SessionHandle::LockCause cause, log::Literal why);
    void makeRoom();
    void signOut(const QString& address, log::Literal cause, TileSnapshot::SignedOutBy shown);
    void recordEnd(audit::EventKind kind, const QString& address, log::Literal cause);
    platform::IdleLimits limitsFor(const QString& address) const;
    void onPolicyChanged();
    void watchBadges();
    void watchShifts();
    bool isTooOld(const Shift& shift) const;
    bool isIdleTooLong(const Shift& shift) const;
    void recordPolicy();
    audit::Pseudonym pseudonym(const QString& address) const;

    StationProcess& m_station;
    policy::PolicyWatcher& m_policy;
    std::optional<audit::AuditLog> m_log;
    Time m_time;
    std::unique_ptr<platform::IdleSource> m_source;
    std::unique_ptr<platform::IdleDeadline> m_deadline;
    platform::SessionSignals* m_system;
    std::unique_ptr<platform::BadgeReader> m_badges;
    std::vector<Shift> m_locked;  ///< who is locked and since when: logoff follows
    std::optional<Shift> m_open;
    QString m_lockRecorded;                     ///< whose lock we began, and recorded then
    std::map<QString, log::Literal> m_logoffs;  ///< why we sign them out
    Scheduler::HandlePtr m_shiftTick;
};

}  // namespace sotto::app
