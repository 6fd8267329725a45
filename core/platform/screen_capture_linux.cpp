// SPDX-License-Identifier: GPL-3.0-or-later
// Neither X11 nor Wayland has such a request: on X11 any client reads the screen; on Wayland
// the compositor decides, and asks nobody but the person.
#include "core/platform/screen_capture.h"

namespace sotto::platform {

bool canBlockScreenCapture()
{
    return false;
}

bool blockScreenCapture(std::uintptr_t, bool)
{
    return false;
}

}  // namespace sotto::platform
