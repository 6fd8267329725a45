// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace sotto {

inline constexpr int kLeastPinDigits = 6;
inline constexpr int kMostPinDigits = 12;

enum class PinFault : std::uint8_t {
    None,
    Length,   ///< not 6 to 12 characters
    NoDigit,  ///< something else than 0 to 9
    Guessed,  ///< what everybody tries first: 111111, 123456, 987654
};

/// Whether a person may choose that PIN.
PinFault pinFault(std::string_view pin);

}  // namespace sotto
