// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The only way to the TOML parser.

#include "core/policy/finding.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <optional>
#include <string_view>

namespace sotto::policy {

struct GatedToml {
    std::optional<toml::table> table;
    Finding fault{};  ///< an error, where there is no table
};

/// Reads TOML 1.0 in UTF-8. What can be nested without end is refused before the parser sees it.
GatedToml parseToml(std::string_view text, const std::string& fileName);

}  // namespace sotto::policy
