// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace sotto::omemo {

inline constexpr std::size_t kWordCount = 256;  ///< one word for each value of a byte

/// resources/words/en.txt: sorted; no two alike in their first four letters or in sound.
const std::array<std::string_view, kWordCount>& words();

}  // namespace sotto::omemo
