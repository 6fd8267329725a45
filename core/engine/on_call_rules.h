// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/on_call.h"

#include <chrono>

namespace sotto::engine {

/// A shift's hand-over is no matter of days: so long an offer can be answered, counted from when
/// it was sealed; both sides look.
inline constexpr std::chrono::milliseconds kOnCallOfferStands = std::chrono::minutes{30};

/// As whoever takes a role over claims it, at most. So long after the offer, items may still go.
inline constexpr std::chrono::hours kClaimAfterOffer{8};

}  // namespace sotto::engine
