// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/policy_file.h"

#include <cstdint>

namespace sotto::platform {

/// Reads a file of which an administrator must be the only author: owned by root
/// (Windows: Administrators or SYSTEM), neither it nor its folder writable by others, a
/// regular file and no link. Checked on the open file, so nothing can be swapped.
TrustedFile readTrustedFile(const std::filesystem::path& path);

/// As above, with another owner in root's place: for tests, which do not run as root.
TrustedFile readTrustedFile(const std::filesystem::path& path, std::uint32_t owner);

}  // namespace sotto::platform
