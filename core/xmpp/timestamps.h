// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace sotto::xmpp {

/// Reads "2026-11-21T19:46:32.789243Z" or with an offset "+01:00" (XEP-0082, 3.2), from
/// 1970 to 9999; finer than a millisecond is cut off. Errors: Malformed.
Result<WallTime> parseTimestamp(std::string_view text);

/// "2026-11-21T19:46:32.789Z": always UTC, always milliseconds.
std::string formatTimestamp(WallTime at);

}  // namespace sotto::xmpp
