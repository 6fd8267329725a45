// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/managed_policy.h"

namespace sotto::platform {

std::vector<ManagedSetting> readManagedPolicy()
{
    return {};
}

}  // namespace sotto::platform
