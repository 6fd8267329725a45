// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/store/connection.h"

#include <filesystem>

namespace sotto::store {

/// Opens a file that is encrypted with that key (KeyUse::Database), our parameters set; page 1
/// is authenticated by the first access, which is the caller's. Errors: Storage, StorageFull.
Result<std::unique_ptr<Connection>> openKeyed(const std::filesystem::path& file, ByteView key,
                                              Connection::Mode mode);

}  // namespace sotto::store
