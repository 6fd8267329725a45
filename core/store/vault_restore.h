// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/jid.h"

#include <filesystem>

namespace sotto::store {

/// The marker `restored` in a vault's folder: whatever vault is there may be an older one,
/// so the next opening has to drop its sessions and become a new device (I8).
bool isMarkedRestored(const std::filesystem::path& folder);

/// On disk when it answers Done. Errors: Storage, StorageFull.
Result<Done> markRestored(const std::filesystem::path& folder);
Result<Done> clearRestored(const std::filesystem::path& folder);

/// Puts a backup in a vault's place, in steps that can be interrupted anywhere: run it again
/// from the start. The marker comes first, and nothing is ever deleted: what was there is
/// in a folder `before-restore-<UTC time>`. The header stays if it is of the same vault: it
/// has the newest password. The caller has made sure that nobody has the vault open.
class VaultRestore {
public:
    VaultRestore(std::filesystem::path folder, std::filesystem::path from, WallTime now);

    /// Errors: NotFound (no backup there), Malformed (damaged, as far as can be told without
    /// a password), Newer, Forged (the backup of another person), Storage.
    Result<Done> check(const Jid& person) const;

    /// Does the next step. True: done. Errors: Storage, StorageFull.
    Result<bool> step();

private:
    Result<Done> moveAside(const char* name) const;
    Result<bool> keepHeader() const;
    Result<Done> putHeader() const;

    std::filesystem::path m_folder;
    std::filesystem::path m_from;
    std::filesystem::path m_aside;
    int m_step = 0;
};

}  // namespace sotto::store
