// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace sotto {

/// The Scheduler of the running program: Qt's event loop of the calling thread.
class QtScheduler final : public Scheduler {
public:
    HandlePtr after(std::chrono::milliseconds delay, std::function<void()> work) override;
};

}  // namespace sotto
