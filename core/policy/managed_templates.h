// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What administrators of Windows domains and of managed Macs load into their own tools to
// set the same table as policy.toml. All made from the table, nothing written by hand.

#include "core/domain/policy.h"

#include <string>

namespace sotto::policy {

/// Group Policy administrative template: `sotto.admx` and its English texts,
/// `en-US/sotto.adml` (Microsoft's schema of 2006/07/PolicyDefinitions). Each setting is one
/// value below HKLM\Software\Policies\Sotto, named like the setting.
std::string admxFile();
std::string admlFile();

/// Property list with the defaults of that kind of workstation, for the managed preferences
/// of org.sotto.Sotto on macOS.
std::string managedPreferencesFile(WorkstationClass workstation);

}  // namespace sotto::policy
