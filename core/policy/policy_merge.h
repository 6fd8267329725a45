// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/policy_text.h"

namespace sotto::policy {

struct ParsedFile {
    std::string name;
    std::vector<StatedSetting> settings;
};

/// Weighs all files into one policy: the strictest class of workstation gives the
/// defaults, then each stated value counts if it is stricter than the other files'.
/// Appends what it has to say to `findings`; after an Error the policy must not be used.
Policy mergePolicy(const std::vector<ParsedFile>& files, std::vector<Finding>& findings);

/// "a whole number from 15 to 1800 (s)": what a setting takes.
std::string expectationOf(const Setting& row);

}  // namespace sotto::policy
