// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault_copy.h"

#include "core/base/assert.h"
#include "core/store/keyed_connection.h"

#include <sqlcipher/sqlite3.h>

namespace sotto::store {
namespace {

constexpr int kPagesInStep = 256;  // of 4096 bytes: some 10 ms (facts.md, 5)

/// The target has no log and no journal on the disk: an unfinished one is thrown away. The
/// small cache makes it write as it goes.
constexpr const char* kTargetSettings = "PRAGMA journal_mode = MEMORY;"
                                        "PRAGMA synchronous = NORMAL;"
                                        "PRAGMA cache_size = -1024;";

/// Without it the last step would wait for the whole file.
Result<Done> sync(Connection& connection)
{
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(connection.raw(), "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
            SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr)
        return Error{Errc::Storage, "the copy has no file"};
    if (file->pMethods->xSync(file, SQLITE_SYNC_NORMAL) != SQLITE_OK)
        return Error{Errc::Storage, "the copy cannot be synced"};
    return Done{};
}

}  // namespace

void VaultCopy::Finish::operator()(sqlite3_backup* backup) const noexcept
{
    sqlite3_backup_finish(backup);
}

Result<VaultCopy> VaultCopy::begin(const Vault& vault, const std::filesystem::path& file)
{
    SOTTO_TRY_ASSIGN(auto target, openKeyed(file, vault.key(), Connection::Mode::Create));
    SOTTO_TRY(target->execute(kTargetSettings));
    auto* const backup =
        sqlite3_backup_init(target->raw(), "main", vault.connection().raw(), "main");
    if (backup == nullptr)
        return target->lastError();
    return VaultCopy{std::move(target), backup};
}

Result<bool> VaultCopy::step()
{
    SOTTO_ASSERT(m_backup != nullptr);
    const int code = sqlite3_backup_step(m_backup.get(), kPagesInStep);
    if ((code & 0xFF) == SQLITE_ERROR)  // the codec's word for it
        return Error{Errc::Forged, "a page of the vault does not verify"};
    if (code != SQLITE_OK && code != SQLITE_DONE)
        return errorOf(code);
    SOTTO_TRY(sync(*m_target));
    if (code == SQLITE_OK)
        return false;
    m_backup.reset();
    m_target.reset();
    return true;
}

}  // namespace sotto::store
