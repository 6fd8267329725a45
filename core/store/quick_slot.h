// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/moment.h"
#include "core/store/vault_header.h"

namespace sotto::store {

/// The short way back into a vault, for one shift: the data key wrapped under a PIN and the
/// relay's share. Without a login that the relay accepts there is no share, so a stolen
/// file and a million guesses open nothing.
///
/// The file `quick` beside the header; format in README.md. A value. Making and opening
/// take about half a second (Argon2id).
class QuickSlot {
public:
    /// `fullLogin`: what its age counts from. Errors: Malformed (empty PIN, cost out of
    /// bounds), Unsupported (not that much memory).
    static Result<QuickSlot> make(const VaultHeader& header, ByteView dek, ByteView pin,
                                  ByteView share, crypto::Argon2Params cost,
                                  const Moment& fullLogin);

    /// Gives the data key, checked against the header. Errors: Denied (another PIN, share,
    /// vault or user), Forged (the header was changed), Unsupported.
    Result<SecretBytes> open(const VaultHeader& header, ByteView pin, ByteView share) const;

    const Moment& fullLogin() const { return m_fullLogin; }  ///< proved by open()

    /// Errors: NotFound, Malformed, Newer, Forged (a cost that we never write), Storage.
    static Result<QuickSlot> load(const std::filesystem::path& folder);
    /// Errors: Storage, StorageFull.
    Result<Done> save(const std::filesystem::path& folder) const;
    static Result<Done> erase(const std::filesystem::path& folder);

private:
    QuickSlot() = default;

    static Result<QuickSlot> parse(ByteView content);
    Bytes bound() const;
    Bytes binding(const VaultHeader& header) const;
    Result<SecretBytes> key(const VaultHeader& header, ByteView pin, ByteView share) const;

    Moment m_fullLogin;
    crypto::Argon2Params m_cost{};
    std::array<std::uint8_t, crypto::kArgon2SaltSize> m_salt{};
    WrappedKey m_dek;
};

}  // namespace sotto::store
