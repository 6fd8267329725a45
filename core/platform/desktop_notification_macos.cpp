// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/desktop_notification.h"

namespace sotto::platform {

std::unique_ptr<DesktopNotification> DesktopNotification::make(std::function<void()>)
{
    return nullptr;
}

}  // namespace sotto::platform
