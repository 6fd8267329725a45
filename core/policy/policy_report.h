// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What `sottoctl policy` prints. Text for a person at a terminal, or JSON for tools.

#include "core/domain/policy.h"
#include "core/policy/policy_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace sotto::policy {

struct LintReport {
    std::vector<Finding> findings;
    int exitCode = 0;  ///< 0 clean, 1 warnings, 2 errors
};

/// Checks one policy file before it is rolled out. Stricter than reading it: an unknown
/// key is an error. `fileName` only stands in the findings.
LintReport lint(std::string_view text, std::string_view fileName);

/// Each setting in force: "session.lock_after_s = 90   (policy.toml)".
std::string effectiveText(const LoadedPolicy& loaded);

/// The same as JSON: {"sha256":…,"accepted":…,"settings":{name:{"value","source","clamped"}},
/// "findings":[…]}.
std::string effectiveJson(const LoadedPolicy& loaded);

/// The law or standard that a setting serves: "45 CFR 164.312(b) (R-6)"; several with "; ".
std::string lawOf(const Setting& row);

/// What a setting does, its range, defaults, stricter direction and rule.
/// Empty if there is no such setting.
std::string explain(std::string_view name);

/// A complete policy file with the defaults of that kind of workstation, each setting with
/// its sentence, range and rule as a comment.
std::string exampleFile(WorkstationClass workstation);

}  // namespace sotto::policy
