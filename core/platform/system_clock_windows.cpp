// SPDX-License-Identifier: GPL-3.0-or-later
// Written against the documented interface; compiled with mingw-w64, never run.
#include "core/platform/system_clock.h"

#include <realtimeapiset.h>
#include <windows.h>

namespace sotto::platform {

WallTime SystemClock::wallNow() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

BootTime SystemClock::bootNow() const
{
    ULONGLONG hundredNs = 0;
    ::QueryInterruptTime(&hundredNs);  // counts sleep, unlike the "unbiased" one
    return BootTime{static_cast<std::int64_t>(hundredNs / 10'000)};
}

std::string bootId()
{
    return "unknown";
}

}  // namespace sotto::platform
