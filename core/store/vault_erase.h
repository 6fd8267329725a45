// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace sotto::store {

/// An empty file of that name says that there was a vault (decision store-7); never written again.
inline constexpr auto kMadeMarker = "vault-made";

/// Destroys a vault for good (45 CFR 164.310(d)): overwrites, then removes every file that holds
/// a wrapped copy of its data key, here and in all backups, then the rest of the folder but
/// `keep`. What a disk keeps of overwritten blocks still needs the relay's share.
///
/// A receipt stays: the file `erased`, text that names the vault and the time. The vault is
/// closed. Errors: Storage, StorageFull; then, or after a crash, isErasing() and to be called
/// again.
Result<Done> eraseVault(const std::filesystem::path& folder, std::string_view keep, WallTime now);

/// When the vault there was opened first, by the clock of the disk; none: never.
std::optional<WallTime> madeAt(const std::filesystem::path& folder);

/// An erasure has begun and is not finished.
bool isErasing(const std::filesystem::path& folder);

}  // namespace sotto::store
