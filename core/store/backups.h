// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace sotto::store {

/// "2026-11-22T00-17-28Z", a name for files and folders.
std::string utcName(WallTime at);

/// The copies of one vault: `backups/<UTC time>/{vault.db,header}` in its folder, the newest
/// three. One that is being made has another name. Engine thread only.
class Backups {
public:
    static constexpr std::size_t kKept = 3;

    struct Backup {
        std::filesystem::path folder;
        WallTime at;  ///< as the name says, in seconds
    };

    explicit Backups(const std::filesystem::path& vaultFolder)
        : m_vault(vaultFolder),
          m_folder(vaultFolder / "backups")
    {
    }

    /// Oldest first; what is not named like one is left out.
    std::vector<Backup> all() const;

    /// Clears what an earlier try left. Value: where vault.db is to be written.
    /// Errors: StorageFull (not twice the room that it needs), Storage.
    Result<std::filesystem::path> prepare() const;

    /// Adds the header, makes all durable under its name, removes the oldest ones.
    /// Errors: Storage, StorageFull.
    Result<Done> finish(WallTime at) const;

    /// Removes what is unfinished.
    void discard() const;

private:
    std::filesystem::path unfinished() const { return m_folder / "unfinished"; }

    std::filesystem::path m_vault;
    std::filesystem::path m_folder;
};

}  // namespace sotto::store
