// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"

#include <set>

namespace sotto::engine {

/// What policy says of "do not disturb".
struct AvailabilityRules {
    std::set<Urgency> overDoNotDisturb{Urgency::Stat};  ///< alerts.dnd_override
    bool mayForward = true;  ///< routing.dnd_autoforward, and routing.forward_scope is not "none"
};

}  // namespace sotto::engine
