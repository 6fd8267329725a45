// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <functional>

namespace sotto::relay {

/// Notices a peer that went away without a word (hostile.md A30): after 30 s of silence it
/// asks for a sign of life, after 60 s it gives up. Engine thread only.
class Liveness {
public:
    Liveness(Time time, std::function<void()> probe, std::function<void()> dead);

    void heard();  ///< bytes came; also starts the watch
    void stop();

private:
    Time m_time;
    std::function<void()> m_probe;
    std::function<void()> m_dead;
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::relay
