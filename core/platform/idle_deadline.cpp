// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/idle_deadline.h"

#include "core/domain/policy.h"

#include <algorithm>
#include <utility>

namespace sotto::platform {
namespace {

using namespace std::chrono_literals;

// The scheduler's timers stop while the machine sleeps, so none may be longer than the
// second within which a deadline that has passed must be noticed.
constexpr std::chrono::milliseconds kTick = 1s;

}  // namespace

IdleLimits IdleLimits::lock(const Policy& policy)
{
    return {policy.seconds("session.lock_after_s"), policy.seconds("session.warn_before_s"),
            policy.text("session.idle_scope") == "session"};
}

IdleLimits IdleLimits::logoff(const Policy& policy)
{
    return {policy.seconds("session.logoff_after_s"), 0s,
            policy.text("session.idle_scope") == "session"};
}

IdleDeadline::IdleDeadline(Time time, IdleLimits limits, Callbacks callbacks, IdleSource* source)
    : m_time(time),
      m_limits(limits),
      m_callbacks(std::move(callbacks)),
      m_source(source)
{
}

void IdleDeadline::start()
{
    endWarning();
    m_lastInput = m_time.clock.bootNow();
    scheduleTick();
}

void IdleDeadline::stop()
{
    m_tick.reset();
    endWarning();
}

void IdleDeadline::noteActivity()
{
    // The click that wakes a machine after its deadline does not count.
    if (!isRunning() || expireIfDue(0ms))
        return;
    m_lastInput = m_time.clock.bootNow();
    endWarning();
}

void IdleDeadline::check()
{
    if (!isRunning())
        return;
    // A look that comes late by more than one tick means that we slept or were stopped:
    // then input elsewhere no longer extends.
    if (expireIfDue(kTick))
        return;
    extendFromSource();
    if (expireIfDue(0ms))
        return;
    showWarning();
    if (isRunning())
        scheduleTick();
}

void IdleDeadline::setLimits(IdleLimits limits)
{
    m_limits = limits;
    check();
}

bool IdleDeadline::expireIfDue(std::chrono::milliseconds grace)
{
    if (m_time.clock.bootNow() < deadline() + grace)
        return false;
    m_tick.reset();
    m_isWarning = false;
    // Moved out: the callback may destroy this object.
    const auto expired = m_callbacks.expired;
    if (expired)
        expired();
    return true;
}

void IdleDeadline::extendFromSource()
{
    if (!m_limits.sessionWide || !m_source)
        return;
    const auto idle = m_source->idleFor();
    if (!idle || *idle < 0ms)
        return;
    const auto lastInput = m_time.clock.bootNow() - *idle;
    if (lastInput <= m_lastInput)
        return;
    m_lastInput = lastInput;
    if (deadline() - warnBefore() > m_time.clock.bootNow())
        endWarning();
}

std::chrono::milliseconds IdleDeadline::warnBefore() const
{
    return std::min(m_limits.warnBefore, m_limits.limit / 2);
}

void IdleDeadline::showWarning()
{
    const auto left = deadline() - m_time.clock.bootNow();
    if (warnBefore() <= 0ms || left > warnBefore())
        return;
    m_isWarning = true;
    const auto warn = m_callbacks.warn;
    if (warn)
        warn(static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count()));
}

void IdleDeadline::endWarning()
{
    if (!std::exchange(m_isWarning, false))
        return;
    const auto cancelWarn = m_callbacks.cancelWarn;
    if (cancelWarn)
        cancelWarn();
}

void IdleDeadline::scheduleTick()
{
    const auto left = deadline() - m_time.clock.bootNow();
    m_tick = m_time.scheduler.after(std::clamp<std::chrono::milliseconds>(left, 1ms, kTick),
                                    [this] { check(); });
}

}  // namespace sotto::platform
