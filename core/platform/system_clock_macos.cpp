// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface; neither built nor run yet.
#include "core/platform/system_clock.h"

#include <mach/mach_time.h>
#include <sys/sysctl.h>

#include <array>

namespace sotto::platform {

WallTime SystemClock::wallNow() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

BootTime SystemClock::bootNow() const
{
    mach_timebase_info_data_t base{};
    ::mach_timebase_info(&base);
    const auto ns = ::mach_continuous_time() * base.numer / base.denom;  // counts sleep
    return BootTime{static_cast<std::int64_t>(ns / 1'000'000)};
}

std::string bootId()
{
    std::array<char, 64> id{};
    auto size = id.size() - 1;
    return ::sysctlbyname("kern.bootsessionuuid", id.data(), &size, nullptr, 0) == 0 ? id.data()
                                                                                     : "unknown";
}

}  // namespace sotto::platform
