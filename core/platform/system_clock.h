// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <string>

namespace sotto::platform {

/// The clocks of the machine. Any thread.
class SystemClock final : public Clock {
public:
    WallTime wallNow() const override;
    BootTime bootNow() const override;
};

/// Names this start of the machine, so that two BootTimes can be told apart (Linux:
/// /proc/sys/kernel/random/boot_id). "unknown" where there is none.
std::string bootId();

}  // namespace sotto::platform
