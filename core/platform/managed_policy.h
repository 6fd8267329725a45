// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/policy_file.h"

namespace sotto::platform {

/// What this system's management says about the settings of the table: Group Policy below
/// HKLM\Software\Policies\Sotto on Windows, managed preferences of org.sotto.Sotto on macOS,
/// nothing on Linux, where files do that. Values of other shapes are left out.
std::vector<ManagedSetting> readManagedPolicy();

}  // namespace sotto::platform
