// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How values are put into bytes that a key binds together.

#include "core/base/bytes.h"

namespace sotto::omemo {

/// Four bytes, big endian.
inline void appendNumber(Bytes& out, std::uint32_t number)
{
    for (const int shift : {24, 16, 8, 0})
        out.push_back(static_cast<std::uint8_t>(number >> shift));
}

inline void appendBytes(Bytes& out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Its length as a number, then its bytes.
inline void appendText(Bytes& out, std::string_view text)
{
    appendNumber(out, static_cast<std::uint32_t>(text.size()));
    appendBytes(out, viewOf(text));
}

}  // namespace sotto::omemo
