// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/idle_wayland_linux.h"
#include "core/platform/idle_x11_linux.h"

namespace sotto::platform {

std::unique_ptr<IdleSource> makeIdleSource(std::string_view platformName, const Clock& clock)
{
    if (platformName == "xcb")
        return makeX11IdleSource();
    if (platformName.starts_with("wayland"))  // also "wayland-egl"
        return makeWaylandIdleSource(clock);
    return nullptr;
}

}  // namespace sotto::platform
