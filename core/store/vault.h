// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/secret_bytes.h"
#include "core/store/connection.h"
#include "core/store/transaction.h"

#include <filesystem>

namespace sotto::store {

/// The encrypted database of one user: the file `vault.db` in the user's folder, beside
/// the key file `header` (vault_header.h).
///
/// `dek` is what VaultHeader's unlock gives; the caller may wipe it when this returns. The
/// header is saved first, then the vault is created, then a marker `vault-made`: a folder
/// with a header and neither of the two is one whose creation was interrupted. Engine
/// thread only. Stores made on a vault must be destroyed before it.
class Vault {
public:
    /// Makes the folder if need be. Built under another name and renamed when complete, so
    /// a crash leaves no vault or a whole one.
    /// Errors: Duplicate (there is a vault already), Missing (there was one), Storage,
    /// StorageFull.
    static Result<Vault> create(const std::filesystem::path& folder, ByteView dek);

    /// Opens, authenticates and migrates. A file that is refused is left as it is.
    /// After an unclean end all pages are verified once (16 ms for each MB).
    /// Errors: NotFound (its creation was interrupted, or never begun), Missing (it was
    /// there, and was taken away: never replaced), Busy (open elsewhere), Newer, Malformed (no
    /// vault of ours, or its schema has things that we did not make), Forged (wrong key, or changed
    /// by somebody), Storage, StorageFull.
    static Result<Vault> open(const std::filesystem::path& folder, ByteView dek);

    /// Errors: see Transaction::begin.
    Result<Transaction> begin() { return Transaction::begin(*m_connection); }

    /// Told the reason (Storage, StorageFull) after each transaction that the disk did not
    /// take, from inside the call that ended it.
    void onRefused(std::function<void(Errc)> tell) { m_connection->onRefused(std::move(tell)); }

    /// See Connection.
    void onCommitted(std::function<void()> tell) { m_connection->onCommitted(std::move(tell)); }

    const std::filesystem::path& folder() const { return m_folder; }

    /// Of the database, for a copy of it.
    ByteView key() const { return m_key.view(); }

    /// For the stores of this folder.
    Connection& connection() const { return *m_connection; }

private:
    Vault(std::filesystem::path folder, SecretBytes key, std::unique_ptr<Connection> connection)
        : m_folder(std::move(folder)),
          m_key(std::move(key)),
          m_connection(std::move(connection))
    {
    }

    std::filesystem::path m_folder;
    SecretBytes m_key;  ///< KeyUse::Database, for copies
    std::unique_ptr<Connection> m_connection;
};

}  // namespace sotto::store
