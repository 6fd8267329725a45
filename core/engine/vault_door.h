// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/crypto/kdf.h"
#include "core/relay/stream.h"
#include "core/store/vault.h"
#include "core/store/vault_header.h"

#include <QObject>

#include <filesystem>
#include <optional>

namespace sotto::engine {

/// Opens a person's vault: the header on the disk, the share at the relay, the password
/// (design.md, 6). The share lies in a private PEP node, one item for each vault, which the
/// relay releases only to a login that had password and code. Engine thread only; each
/// opening costs about half a second of it (Argon2id).
class VaultDoor final : public QObject {
    Q_OBJECT
public:
    VaultDoor(std::filesystem::path folder, Jid person, crypto::Argon2Params kdf,
              relay::RelayStream& stream);

    /// There is a vault of this person on this workstation, or what is left of one.
    bool exists() const;

    /// Asks the relay for the share, then opens. Errors: Denied (wrong password, or the
    /// password of the vault is an older one), NotFound (the relay has no share for this
    /// vault: recovery code), Network, Timeout, and those of VaultHeader::load() and
    /// Vault::open().
    Task<std::shared_ptr<store::Vault>> open(SecretBytes password);

    /// As open(), with the printed code in place of password and share; then gives the
    /// vault a new share and this password. Errors: Malformed (a typing slip), Denied (not
    /// this vault's code), as above.
    Task<std::shared_ptr<store::Vault>> recover(SecretBytes code, SecretBytes newPassword);

    /// First login on this workstation: makes keys and publishes the share, keeps all in
    /// memory and gives the recovery code to be shown. Errors: Network, Timeout.
    Task<std::shared_ptr<SecretBytes>> prepare(SecretBytes password);

    /// Writes what prepare() made. Errors: Storage, StorageFull.
    Result<std::shared_ptr<store::Vault>> create();

private:
    Result<std::shared_ptr<store::Vault>> openWith(const store::VaultHeader& header,
                                                   ByteView password,
                                                   const std::optional<xmpp::Element>& item) const;
    Result<std::shared_ptr<store::Vault>> openFile(ByteView dek) const;
    Result<store::VaultHeader> loadHeader() const;

    std::filesystem::path m_folder;
    Jid m_person;
    crypto::Argon2Params m_kdf;
    relay::RelayStream& m_stream;
    std::optional<store::NewVaultHeader> m_prepared;
};

}  // namespace sotto::engine
