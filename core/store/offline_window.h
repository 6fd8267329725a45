// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/moment.h"
#include "core/store/vault_header.h"

namespace sotto::store {

/// What the system's key chain keeps of an offline window: the secret without which its
/// file is noise, and all that must not be turned back by copying a file.
struct OfflineTicket {
    SecretBytes key;                        ///< D of design.md, 6
    std::array<std::uint8_t, 16> window{};  ///< the salt of the file that it opens
    std::uint32_t tries = 0;                ///< since the last one that opened
    Moment lastContact;                     ///< with the relay
    std::int64_t latestMs = 0;              ///< the latest that the wall clock ever showed

    SecretBytes serialise() const;
    /// Errors: Malformed, Newer.
    static Result<OfflineTicket> parse(ByteView entry);
};

/// The relay's share, kept for a time without the relay: wrapped under the password and a
/// secret of the system's key chain.
///
/// The file `offline` beside the header; format in README.md. A value.
class OfflineWindow {
public:
    /// `passwordKey`: VaultHeader::passwordKey(). Errors: Malformed (sizes).
    static Result<OfflineWindow> make(const VaultHeader& header, ByteView passwordKey, ByteView key,
                                      ByteView share);

    /// Gives the share. Errors: Denied (another password, key, vault or user).
    Result<SecretBytes> open(const VaultHeader& header, ByteView passwordKey, ByteView key) const;

    const std::array<std::uint8_t, 16>& salt() const { return m_salt; }

    /// Errors: NotFound, Malformed, Newer, Storage.
    static Result<OfflineWindow> load(const std::filesystem::path& folder);
    /// Errors: Storage, StorageFull.
    Result<Done> save(const std::filesystem::path& folder) const;
    static Result<Done> erase(const std::filesystem::path& folder);
    static bool exists(const std::filesystem::path& folder);

private:
    Bytes binding(const VaultHeader& header) const;
    Result<SecretBytes> kek(const VaultHeader& header, ByteView passwordKey, ByteView key) const;

    std::array<std::uint8_t, 16> m_salt{};
    WrappedKey m_share;
};

}  // namespace sotto::store
