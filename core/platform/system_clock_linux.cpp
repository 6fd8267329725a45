// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/system_clock.h"

#include <ctime>
#include <fstream>

namespace sotto::platform {
namespace {

std::int64_t readMs(clockid_t clock)
{
    timespec at{};
    ::clock_gettime(clock, &at);
    return std::int64_t{at.tv_sec} * 1000 + at.tv_nsec / 1'000'000;
}

}  // namespace

WallTime SystemClock::wallNow() const
{
    return wallTimeFromMs(readMs(CLOCK_REALTIME));
}

BootTime SystemClock::bootNow() const
{
    return BootTime{readMs(CLOCK_BOOTTIME)};
}

std::string bootId()
{
    std::string id;
    std::ifstream{"/proc/sys/kernel/random/boot_id"} >> id;
    return id.empty() ? "unknown" : id;
}

}  // namespace sotto::platform
