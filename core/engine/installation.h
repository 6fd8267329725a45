// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/relay/login_types.h"

#include <filesystem>
#include <string>

namespace sotto::engine {

/// What this workstation remembers of one person outside the vault: nothing secret, and
/// nothing that opens anything.
///
/// A small text file `installation` in the person's folder, "key=value" lines. It exists
/// because a login needs it before the vault is open: the client id (XEP-0388 user-agent),
/// what the relay was seen to offer (a later lack is an attack), and the name for the lock
/// page. A damaged file is replaced by a fresh one: the relay then sees a new client.
class Installation {
public:
    /// The folder of a person: dataFolder/vaults/ and 32 hex digits of SHA-256(address).
    static std::filesystem::path folderOf(const std::filesystem::path& dataFolder,
                                          const Jid& person);

    /// Never fails: a missing or damaged file gives fresh values.
    static Installation load(std::filesystem::path folder);

    /// Errors: Storage, StorageFull.
    Result<Done> save() const;

    std::string clientId;  ///< UUID v4
    relay::RelayMemory relay;
    std::string displayName;
    std::string group;

private:
    void read(const std::string& line);

    std::filesystem::path m_folder;
};

}  // namespace sotto::engine
