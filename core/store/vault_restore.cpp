// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault_restore.h"

#include "core/base/replace_file.h"
#include "core/store/atomic_file.h"
#include "core/store/backups.h"
#include "core/store/vault_header.h"

#include <algorithm>

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kPageSize = 4096;

fs::path markerOf(const fs::path& folder)
{
    return folder / "restored";
}

fs::path unusedName(const fs::path& folder, const std::string& name)
{
    std::error_code failed;
    auto path = folder / name;
    for (int i = 2; fs::exists(fs::symlink_status(path, failed)); ++i)
        path = folder / (name + "-" + std::to_string(i));
    return path;
}

}  // namespace

bool isMarkedRestored(const fs::path& folder)
{
    std::error_code failed;
    return fs::exists(fs::symlink_status(markerOf(folder), failed));
}

Result<Done> markRestored(const fs::path& folder)
{
    return replaceFile(markerOf(folder), {});
}

Result<Done> clearRestored(const fs::path& folder)
{
    std::error_code failed;
    fs::remove(markerOf(folder), failed);
    if (failed)
        return Error{Errc::Storage, "the marker cannot be removed"};
    return syncFolder(folder);
}

VaultRestore::VaultRestore(fs::path folder, fs::path from, WallTime now)
    : m_folder(std::move(folder)),
      m_from(std::move(from)),
      m_aside(unusedName(m_folder, "before-restore-" + utcName(now)))
{
}

Result<Done> VaultRestore::check(const Jid& person) const
{
    SOTTO_TRY_ASSIGN(const auto header, VaultHeader::load(m_from));
    if (header.user() != person)
        return Error{Errc::Forged, "the backup of another person"};
    std::error_code failed;
    const auto file = m_from / "vault.db";
    if (!fs::is_regular_file(fs::symlink_status(file, failed)))
        return Error{Errc::NotFound, "no backup"};
    const auto size = fs::file_size(file, failed);
    if (failed)
        return Error{Errc::Storage, "the backup cannot be read"};
    if (size == 0 || size % kPageSize != 0)
        return Error{Errc::Malformed, "the backup was cut"};
    return Done{};
}

Result<bool> VaultRestore::step()
{
    const auto fresh = m_folder / "vault.restoring";
    switch (m_step++) {
    case 0:  // first: from here on no session of any vault in this folder is used again
        SOTTO_TRY(markRestored(m_folder));
        return false;
    case 1:
        SOTTO_TRY(copyDurably(m_from / "vault.db", fresh));
        return false;
    case 2:
        SOTTO_TRY(makePrivateFolder(m_aside));
        return keepHeader();
    case 3:  // before the database: a log must never meet another one
        SOTTO_TRY(moveAside("vault.db-wal"));
        SOTTO_TRY(moveAside("vault.db-journal"));
        return false;
    case 4:
        SOTTO_TRY(moveAside("vault.db"));
        return false;
    case 5:
        SOTTO_TRY(renameDurably(fresh, m_folder / "vault.db"));
        return false;
    default:
        SOTTO_TRY(putHeader());
        return true;
    }
}

Result<Done> VaultRestore::moveAside(const char* name) const
{
    std::error_code failed;
    if (!fs::exists(fs::symlink_status(m_folder / name, failed)))
        return Done{};
    SOTTO_TRY(renameDurably(m_folder / name, m_aside / name));
    return syncFolder(m_folder);
}

Result<bool> VaultRestore::keepHeader() const
{
    std::error_code failed;
    if (fs::exists(m_folder / "header", failed))
        SOTTO_TRY(copyDurably(m_folder / "header", m_aside / "header"));
    return false;
}

Result<Done> VaultRestore::putHeader() const
{
    const auto present = VaultHeader::load(m_folder);
    SOTTO_TRY_ASSIGN(const auto header, VaultHeader::load(m_from));
    if (present && std::ranges::equal(present->vaultId(), header.vaultId()))
        return Done{};
    return header.save(m_folder);
}

}  // namespace sotto::store
