// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/policy.h"
#include "core/policy/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace sotto::policy {

/// One setting that a file states. The value has the TOML type, not yet the setting's.
struct StatedSetting {
    std::string key;                       ///< "section.name" as written, printable
    std::size_t index = kSettings.size();  ///< row in kSettings; its size if there is none
    std::optional<PolicyValue> value;      ///< empty: a type that no setting has
    int line = 0;
};

struct PolicyText {
    std::vector<StatedSetting> settings;  ///< in the order of the lines
    std::vector<Finding> findings;        ///< not empty: `settings` is
};

/// Reads TOML 1.0 with the shape that policies have: sections with single-line values.
/// What can be nested without end is refused before the TOML parser sees it.
PolicyText parsePolicyText(std::string_view text, const std::string& fileName);

/// A value as TOML writes it, without anything that a terminal could act upon.
std::string toTomlValue(const PolicyValue& value);

/// What may stand in a finding: ASCII without controls, at most 64 characters.
std::string printable(std::string_view text);

}  // namespace sotto::policy
