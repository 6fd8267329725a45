// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace sotto::relay {

/// Tells the system not to wait with the acknowledgement of what was just read. A relay that keeps
/// Nagle's algorithm on sends the rest of a page only then: 45 ms for each. The system forgets it
/// again, so it is said at each reading. Does nothing where there is no such option.
void acknowledgeAtOnce(std::intptr_t socket);

}  // namespace sotto::relay
