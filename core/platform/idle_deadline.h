// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/platform/idle_source.h"

#include <functional>

namespace sotto {
class Policy;
}

namespace sotto::platform {

struct IdleLimits {
    std::chrono::milliseconds limit{0};       ///< from the last input to expired()
    std::chrono::milliseconds warnBefore{0};  ///< at most half of `limit` is used
    bool sessionWide = false;                 ///< input to other programs counts too

    static IdleLimits lock(const Policy& policy);    ///< session.lock_after_s
    static IdleLimits logoff(const Policy& policy);  ///< session.logoff_after_s, no warning
};

/// The deadline after which a session locks or ends (45 CFR 164.312(a)(2)(iii)).
///
/// Measured on the clock that counts sleep: changing the wall clock has no effect, and
/// after a suspend or SIGSTOP past the deadline the first thing that happens is expired()
/// (hostile.md J1, J2, J5), even if the input that woke the machine is reported first.
/// Looks at the clock each second while it runs. A callback may stop it, but not destroy it,
/// except expired(). Thread: the scheduler's.
class IdleDeadline {
public:
    struct Callbacks {
        std::function<void(int secondsLeft)> warn;  ///< each second of the warning
        std::function<void()> cancelWarn;           ///< there was input in time
        std::function<void()> expired;              ///< once; stopped from then on
    };

    /// Does not run yet. `source` may be null and must outlive this object.
    IdleDeadline(Time time, IdleLimits limits, Callbacks callbacks, IdleSource* source = nullptr);
    IdleDeadline(const IdleDeadline&) = delete;
    IdleDeadline& operator=(const IdleDeadline&) = delete;

    void start();  ///< now counts as the last input
    void stop();

    bool isRunning() const { return m_tick != nullptr; }

    /// Past the deadline, unless check() finds input elsewhere that counts.
    bool isDue() const { return isRunning() && m_time.clock.bootNow() >= deadline(); }

    /// A person did something in Sotto. Past the deadline this expires it instead.
    void noteActivity();

    /// Looks at the clock now; call it when the program wakes up and before a paint.
    void check();

    /// A new policy. Counts from the last input, so a shorter limit can expire at once.
    void setLimits(IdleLimits limits);

private:
    BootTime deadline() const { return m_lastInput + m_limits.limit; }

    std::chrono::milliseconds warnBefore() const;
    bool expireIfDue(std::chrono::milliseconds grace);
    void extendFromSource();
    void showWarning();
    void endWarning();
    void scheduleTick();

    Time m_time;
    IdleLimits m_limits;
    Callbacks m_callbacks;
    IdleSource* m_source;
    BootTime m_lastInput{0};
    bool m_isWarning = false;
    Scheduler::HandlePtr m_tick;
};

}  // namespace sotto::platform
