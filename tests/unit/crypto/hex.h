// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/encoding.h"

namespace sotto::test {

/// Bytes of a vector that is written in the test; a slip of the pen throws.
inline Bytes hex(std::string_view text)
{
    return *fromHex(text);
}

}  // namespace sotto::test
