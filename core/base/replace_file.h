// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>

namespace sotto {

/// Writes a file for the owner alone. After a crash, a power cut or on a full disk it is the
/// old or the new one, never neither (hostile.md I-8). Errors: Storage, StorageFull.
Result<Done> replaceFile(const std::filesystem::path& path, ByteView content);

/// Makes a rename in that folder durable; Windows does so with the rename itself.
/// Errors: Storage.
Result<Done> syncFolder(const std::filesystem::path& folder);

}  // namespace sotto
