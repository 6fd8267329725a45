// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/platform/idle_source.h"

namespace sotto::platform {

/// The compositor's ext-idle-notify-v1, on a connection of its own. Null where there is no
/// compositor, or it does not speak the protocol. A compositor that goes away makes the
/// time unknown, never short.
///
/// Version 1 of the protocol stops counting while a program inhibits idling (a film): that
/// can only matter where policy lets input to other programs count at all. `clock` counts
/// sleep and outlives the source.
std::unique_ptr<IdleSource> makeWaylandIdleSource(const Clock& clock);

}  // namespace sotto::platform
