// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace sotto::engine {

/// What policy says of answers and of taking back (alerts.*, retention.recall_window_s).
struct LoopRules {
    std::chrono::seconds repeatEvery{120};
    int repeatCount = 10;
    std::chrono::seconds escalateAfter{300};
    int chainMax = 2;
    int statDailyWarn = 20;
    std::chrono::seconds recallWindow{3600};  ///< 0: nothing is recalled or corrected
};

}  // namespace sotto::engine
