// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/station_guard.h"

#include "app/session/workstation_view.h"
#include "app/station/causes.h"
#include "core/base/log.h"

#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace sotto::app {
namespace {

using LockCause = SessionHandle::LockCause;
using audit::EventKind;

constexpr std::chrono::seconds kShiftLook{1};

}  // namespace

StationGuard::StationGuard(StationProcess& station, policy::PolicyWatcher& policy,
                           std::optional<audit::AuditLog> log, Time time, QObject* parent)
    : QObject(parent),
      m_station(station),
      m_policy(policy),
      m_log(std::move(log)),
      m_time(time),
      m_source(platform::makeIdleSource(QGuiApplication::platformName().toStdString(), time.clock)),
      m_system(platform::SessionSignals::ofSystem(this))
{
    using Deadline = platform::IdleDeadline;
    m_deadline =
        std::make_unique<Deadline>(m_time, platform::IdleLimits::lock(m_policy.current().policy),
                                   Deadline::Callbacks{
                                       .warn =
                                           [this](int seconds) {
                                               if (auto* open = m_station.openSession())
                                                   open->countdown(seconds);
                                           },
                                       .cancelWarn =
                                           [this] {
                                               if (auto* open = m_station.openSession())
                                                   open->countdown(0);
                                           },
                                       .expired = [this] { lock(LockCause::Idle, "idle"); },
                                   },
                                   m_source.get());
    connect(&m_station, &StationProcess::activity, this, [this] {
        m_deadline->noteActivity();
        if (m_open)
            m_open->lastInput = m_time.clock.bootNow();
    });
    connect(&m_station, &StationProcess::sessionOpened, this, &StationGuard::onOpened);
    connect(&m_station, &StationProcess::sessionLocked, this, &StationGuard::onLocked);
    connect(&m_station, &StationProcess::sessionSignedOut, this, &StationGuard::onSignedOut);
    connect(&m_station, &StationProcess::emergencyOpened, this, [this] {
        m_deadline->setLimits(platform::IdleLimits::lock(m_policy.current().policy));
        m_deadline->start();
    });
    connect(&m_station, &StationProcess::emergencyClosed, this, [this] {
        if (!m_station.openSession())
            m_deadline->stop();
        m_system->readyToSleep();
    });
    connect(&m_station, &StationProcess::sessionEnded, this, &StationGuard::onEnded);
    connect(&m_station, &StationProcess::loginLost, this, &StationGuard::onLoginLost);
    connect(m_system, &platform::SessionSignals::lockNow, this, &StationGuard::onSystem);
    connect(&m_station, &StationProcess::lockAfterChanged, this, [this](const QString& address) {
        if (m_open && m_open->address == address)
            m_deadline->setLimits(limitsFor(address));
    });
    connect(&m_policy, &policy::PolicyWatcher::changed, this, &StationGuard::onPolicyChanged);
    watchBadges();
    record({audit::EventKind::ProgramStarted, audit::Outcome::Success, {}, {}, {}});
    recordPolicy();
}

StationGuard::~StationGuard() = default;

void StationGuard::record(audit::Event event)
{
    if (!m_log)
        return;
    if (!m_log->append(event))
        log::warning("station", "an activity record was not written");
}

audit::Pseudonym StationGuard::pseudonym(const QString& address) const
{
    return m_log ? m_log->pseudonym("user", address.toStdString()) : audit::Pseudonym{};
}

void StationGuard::onOpened(const QString& address)
{
    const auto now = m_time.clock.bootNow();
    const auto known = std::ranges::find(m_locked, address, &Shift::address);
    const auto signedInAt = known == m_locked.end() ? now : known->signedInAt;
    std::erase_if(m_locked, [&](const Shift& shift) { return shift.address == address; });
    if (m_open && m_open->address != address) {  // its lock is not over yet
        m_open->lockedAt = now;
        m_locked.push_back(*m_open);
    }
    m_open = Shift{address, signedInAt, now};
    m_deadline->setLimits(limitsFor(address));
    m_deadline->start();
    watchShifts();
}

void StationGuard::onLocked(const QString& address, LockCause cause)
{
    if (std::exchange(m_lockRecorded, {}) != address)
        recordEnd(EventKind::Lock, address, nameOf(cause));
    if (!m_station.openSession())
        m_deadline->stop();
    if (m_open && m_open->address == address) {
        m_open->lockedAt = m_time.clock.bootNow();
        m_locked.push_back(*m_open);
        m_open.reset();
    }
    m_system->readyToSleep();
    makeRoom();
    watchShifts();
}

void StationGuard::onSignedOut(const QString& address)
{
    forget(address);
    const auto known = m_logoffs.find(address);
    const auto cause = known == m_logoffs.end() ? log::Literal{"person"} : known->second;
    if (known != m_logoffs.end())
        m_logoffs.erase(known);
    if (!address.isEmpty())
        recordEnd(EventKind::Logoff, address, cause);
}

void StationGuard::onEnded(const QString& address, LockCause cause)
{
    forget(address);
    recordEnd(EventKind::Logoff, address, nameOf(cause));
}

/// The relay refused the token of a locked session, or its person has used up the tries.
void StationGuard::onLoginLost(const QString& address)
{
    if (std::erase_if(m_locked, [&](const Shift& shift) { return shift.address == address; }) > 0)
        recordEnd(EventKind::Logoff, address, "login-lost");
}

void StationGuard::forget(const QString& address)
{
    std::erase_if(m_locked, [&](const Shift& shift) { return shift.address == address; });
    if (m_open && m_open->address == address)
        m_open.reset();
    if (m_lockRecorded == address)
        m_lockRecorded.clear();
    if (!m_station.openSession())
        m_deadline->stop();
    m_system->readyToSleep();
}

void StationGuard::onSystem(platform::LockReason reason)
{
    if (m_policy.current().policy.listHas("session.lock_on", wordOf(reason)))
        lock(LockCause::System, nameOf(reason));
    else
        m_system->readyToSleep();
}

void StationGuard::lock(LockCause cause, log::Literal why)
{
    auto* const open = m_station.openSession();
    if (!open) {
        m_system->readyToSleep();
        return;
    }
    if (!open->isEmergency()) {  // whose end is recorded by EmergencyWatch
        recordEnd(EventKind::Lock, open->address(), why);
        m_lockRecorded = open->address();
    }
    m_station.lockOpen(cause, true);
}

void StationGuard::recordEnd(audit::EventKind kind, const QString& address, log::Literal cause)
{
    record({kind, audit::Outcome::Success, pseudonym(address), {}, {{"cause", cause}}});
}

/// As many stay locked as session.fast_switch_slots says: who locked first makes room.
void StationGuard::makeRoom()
{
    const auto slots = m_policy.current().policy.integer("session.fast_switch_slots");
    while (std::cmp_greater(m_locked.size(), slots)) {
        const auto first = std::ranges::min_element(m_locked, {}, &Shift::lockedAt);
        const auto address = first->address;
        m_locked.erase(first);
        signOut(address, "made-room", TileSnapshot::SignedOutBy::NoRoom);
    }
}

void StationGuard::signOut(const QString& address, log::Literal cause,
                           TileSnapshot::SignedOutBy shown)
{
    m_logoffs.insert_or_assign(address, cause);
    m_station.signOut(address, shown);
}

/// Each second: whoever has touched nothing for session.logoff_after_s is signed out, and
/// whoever signed in session.max_s ago, open or locked (SP 800-63B, 4.2.3).
void StationGuard::watchShifts()
{
    if (m_locked.empty() && !m_open) {
        m_shiftTick.reset();
        return;
    }
    std::vector<QString> idle, tooOld;
    for (const auto& shift : m_locked) {
        if (isTooOld(shift))
            tooOld.push_back(shift.address);
        else if (isIdleTooLong(shift))
            idle.push_back(shift.address);
    }
    if (m_open && isTooOld(*m_open))
        tooOld.push_back(m_open->address);
    m_shiftTick = m_time.scheduler.after(kShiftLook, [this] { watchShifts(); });
    for (const auto& address : idle)
        signOut(address, "idle", TileSnapshot::SignedOutBy::Person);
    for (const auto& address : tooOld)
        signOut(address, "shift-over", TileSnapshot::SignedOutBy::ShiftOver);
    std::erase_if(m_locked,
                  [&](const Shift& shift) { return isTooOld(shift) || isIdleTooLong(shift); });
    if (m_open && isTooOld(*m_open))
        m_open.reset();
}

bool StationGuard::isTooOld(const Shift& shift) const
{
    return m_time.clock.bootNow() - shift.signedInAt >=
        m_policy.current().policy.seconds("session.max_s");
}

/// Input that only the desktop saw (session.idle_scope) shows in when the lock came.
bool StationGuard::isIdleTooLong(const Shift& shift) const
{
    const auto& policy = m_policy.current().policy;
    const auto lastInput =
        std::max(shift.lastInput, shift.lockedAt - policy.seconds("session.lock_after_s"));
    return m_time.clock.bootNow() - lastInput >= policy.seconds("session.logoff_after_s");
}

/// A person may lock earlier than the clinic asks, never later.
platform::IdleLimits StationGuard::limitsFor(const QString& address) const
{
    return platform::IdleLimits::lock(
        withLockAfter(m_policy.current().policy, m_station.lockAfter(address)));
}

void StationGuard::onPolicyChanged()
{
    m_deadline->setLimits(limitsFor(m_open ? m_open->address : QString()));
    makeRoom();
    watchBadges();
    recordPolicy();
}

void StationGuard::watchBadges()
{
    using platform::BadgeReader;
    if (!m_policy.current().policy.listHas("session.lock_on", "badge_removed")) {
        m_badges.reset();
        return;
    }
    if (m_badges)
        return;
    m_badges = std::make_unique<BadgeReader>([this](platform::BadgeChange change) {
        if (change == platform::BadgeChange::Removed)
            QMetaObject::invokeMethod(
                this, [this] { onSystem(platform::LockReason::BadgeRemoved); },
                Qt::QueuedConnection);
    });
}

void StationGuard::recordPolicy()
{
    const auto& current = m_policy.current();
    record({current.accepted ? audit::EventKind::PolicyLoaded : audit::EventKind::PolicyRejected,
            current.accepted ? audit::Outcome::Success : audit::Outcome::Failure,
            {},
            current.sha256,
            {}});
}

}  // namespace sotto::app
