// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numbers in the files of the log: 64 bit, little endian.

#include "core/base/bytes.h"

#include <cstdint>
#include <span>

namespace sotto::audit {

inline constexpr std::size_t kNumberBytes = 8;

inline void putNumber(std::span<std::uint8_t> out, std::uint64_t number)
{
    for (std::size_t i = 0; i < kNumberBytes; ++i)
        out[i] = static_cast<std::uint8_t>(number >> (8 * i));
}

inline std::uint64_t getNumber(ByteView in)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kNumberBytes; ++i)
        number |= std::uint64_t{in[i]} << (8 * i);
    return number;
}

}  // namespace sotto::audit
