// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace sotto::policy {

/// The law, standard or good practice that a requirement ("R-4") comes from, as it is
/// cited in a policy file. Empty if there is no such requirement.
std::string_view citationOf(std::string_view requirement);

}  // namespace sotto::policy
