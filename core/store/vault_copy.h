// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/vault.h"

struct sqlite3_backup;

namespace sotto::store {

/// A consistent copy of an open vault under the same key, made a little at a time.
///
/// What is written between two steps is in it. Each page is authenticated when it is read
/// from the disk, so damage anywhere in the vault is found here at the latest (store-8).
/// Engine thread only; must die before its Vault.
class VaultCopy {
public:
    /// `file` must not exist. Errors: Storage, StorageFull.
    static Result<VaultCopy> begin(const Vault& vault, const std::filesystem::path& file);

    /// Copies 1 MiB and brings it to the disk. True: complete; no step may follow.
    /// No transaction may be open. Errors: Forged (the vault is damaged), Storage,
    /// StorageFull; the copy is then worthless.
    Result<bool> step();

private:
    struct Finish {
        void operator()(sqlite3_backup* backup) const noexcept;
    };

    VaultCopy(std::unique_ptr<Connection> target, sqlite3_backup* backup)
        : m_target(std::move(target)),
          m_backup(backup)
    {
    }

    std::unique_ptr<Connection> m_target;
    std::unique_ptr<sqlite3_backup, Finish> m_backup;
};

}  // namespace sotto::store
