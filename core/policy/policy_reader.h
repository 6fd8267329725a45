// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/policy.h"
#include "core/domain/policy_file.h"
#include "core/policy/finding.h"

#include <string>
#include <vector>

namespace sotto::policy {

/// The outcome of reading all policy files of a machine.
struct LoadedPolicy {
    Policy policy;
    std::vector<Finding> findings;  ///< in the order of files and lines
    std::string sha256;             ///< hexadecimal, over all files read; of "" if there are none
    bool accepted = true;           ///< false: `policy` is the last good one, or strict defaults
    bool hasFile = false;           ///< false: built-in defaults, because there is no file
};

/// Reads policy.toml and then policy.d/*.toml in the order of their names, and merges them:
/// the strictest value counts, whatever the order. One file that cannot be trusted or
/// understood refuses the whole policy: then `lastGood` stays in force, or the defaults of
/// a shared workstation. Never fails; what is wrong stands in `findings`.
LoadedPolicy readPolicy(const PolicyLocations& locations, const TrustedReader& reader,
                        const LoadedPolicy* lastGood = nullptr);

}  // namespace sotto::policy
