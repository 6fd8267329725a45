// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>

/// A broken invariant of our own code: stops before data is harmed, also in release.
/// Never for input (relay, peer, files): that is Errc::Malformed or Errc::Forged.
#define SOTTO_ASSERT(condition)                                                                    \
    do {                                                                                           \
        if (!(condition))                                                                          \
            std::abort();                                                                          \
    } while (false)
