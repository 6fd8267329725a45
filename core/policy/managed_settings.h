// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/policy_file.h"
#include "core/policy/policy_merge.h"

#include <optional>
#include <string>

namespace sotto::policy {

/// What the system's own management set (Group Policy, managed preferences), as if a file
/// had said it. It is trusted like the system itself: only administrators can write there,
/// so a pinned key asks for no signature of it.
std::optional<ParsedFile> managedSettings(const ManagedReader& reader);

/// A text that changes with the values; hashed beside the files.
std::string describe(const ParsedFile& managed);

}  // namespace sotto::policy
