// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace sotto::test {

/// From now on every random number of libsodium in this process (keys, ids, padding) follows
/// from the seed, so that a run is the same each time. SQLite's own are not covered; no
/// file length depends on them.
void seedRandom(std::uint32_t seed);

}  // namespace sotto::test
