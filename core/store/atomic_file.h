// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Folders and files of a vault; core/base/replace_file.h writes them.

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>

namespace sotto::store {

/// With its parents; only the owner may enter. Errors: Storage.
Result<Done> makePrivateFolder(const std::filesystem::path& folder);

/// At most `most` bytes from the start. Errors: NotFound, Storage.
Result<Bytes> readFileStart(const std::filesystem::path& file, std::size_t most);

/// Copies a file for the owner alone, over one that is there; on disk when it answers Done,
/// its name not yet. Errors: Storage, StorageFull.
Result<Done> copyDurably(const std::filesystem::path& from, const std::filesystem::path& to);

/// Renames inside one folder; on disk when it answers Done. Errors: Storage.
Result<Done> renameDurably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace sotto::store
