// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Time and timers are always injected, so that tests own them. No other file in core,
// ui or app may ask a system clock or make a QTimer (lint).

#include <chrono>
#include <functional>
#include <memory>

namespace sotto {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// Time since the machine started, counting sleep, unaffected by the wall clock
/// (Linux CLOCK_BOOTTIME, Windows QueryInterruptTime, macOS mach_continuous_time).
/// Every deadline that guards data is measured on it (hostile.md J1, J5).
using BootTime = std::chrono::duration<std::int64_t, std::milli>;

class Clock {
public:
    virtual ~Clock() = default;
    virtual WallTime wallNow() const = 0;
    virtual BootTime bootNow() const = 0;
};

/// Runs a function later on the same thread. The handle cancels when destroyed.
class Scheduler {
public:
    class Handle {
    public:
        virtual ~Handle() = default;
    };

    using HandlePtr = std::unique_ptr<Handle>;

    virtual ~Scheduler() = default;
    [[nodiscard]] virtual HandlePtr after(std::chrono::milliseconds delay,
                                          std::function<void()> work) = 0;
};

/// What a component needs to know about time; outlives every component that holds it.
struct Time {
    const Clock& clock;
    Scheduler& scheduler;
};

inline std::int64_t toMs(WallTime at)
{
    return at.time_since_epoch().count();
}

inline WallTime wallTimeFromMs(std::int64_t ms)
{
    return WallTime{std::chrono::milliseconds{ms}};
}

}  // namespace sotto
