// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/sodium_ready.h"

#include "core/base/assert.h"

#include <sodium.h>

namespace sotto::crypto {

void requireSodium()
{
    static const bool ready = sodium_init() >= 0;
    SOTTO_ASSERT(ready);
}

}  // namespace sotto::crypto
