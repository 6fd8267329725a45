// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sotto {

/// One field of RFC 4180, always in quotes. What a spreadsheet would reckon with gets an
/// apostrophe, so that it stays text (hostile.md, G17). Any thread.
std::string csvCell(std::string_view utf8);

}  // namespace sotto
