// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

namespace sotto::platform {

/// How long nobody has touched keyboard or mouse in the whole desktop session. It can only
/// extend a deadline and only where policy says so (session.idle_scope = session): an
/// IdleDeadline without a source counts input to Sotto alone.
class IdleSource {
public:
    virtual ~IdleSource() = default;
    /// Empty where it is not known. May ask the display server: a fraction of a millisecond.
    virtual std::optional<std::chrono::milliseconds> idleFor() = 0;
};

/// The source of this desktop, or null if there is none that can be relied upon.
/// `platformName` is QGuiApplication::platformName(): the X11 counter is wrong under
/// XWayland, so only "xcb" uses it. `clock` counts sleep and outlives the source.
std::unique_ptr<IdleSource> makeIdleSource(std::string_view platformName, const Clock& clock);

}  // namespace sotto::platform
