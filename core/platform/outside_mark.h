// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace sotto::platform {

/// Tells the system that a saved file came from somebody else, so that it asks before such a
/// file runs: the mark of the web on Windows, quarantine on macOS. Errors: Unsupported (this
/// system has no such mark: Linux), Storage (the file system does not keep it).
Result<Done> markFromOutside(const std::filesystem::path& file);

}  // namespace sotto::platform
