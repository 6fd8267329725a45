// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/outside_mark.h"

namespace sotto::platform {

/// No desktop asks before it opens a file because of where it came from; that it cannot be
/// executed is all there is.
Result<Done> markFromOutside(const std::filesystem::path&)
{
    return Error{Errc::Unsupported, "no mark for files from outside"};
}

}  // namespace sotto::platform
