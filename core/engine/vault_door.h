// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/engine/emergency_rules.h"
#include "core/engine/offline_access.h"
#include "core/engine/quick_unlock.h"
#include "core/relay/stream.h"
#include "core/store/vault.h"
#include "core/store/vault_header.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace sotto::engine {

/// Opens a person's vault: the header on the disk, the share at the relay, and what the
/// person knows (design.md, 6). Engine thread only; each opening costs about half a second
/// of it (Argon2id).
class VaultDoor final : public QObject {
    Q_OBJECT
public:
    using Opening = Task<std::shared_ptr<store::Vault>>;

    /// What a first login gives to be kept on paper.
    struct NewCodes {
        SecretBytes recovery;
        SecretBytes emergency;  ///< empty: policy wants none
    };

    /// `settings` outlive it.
    VaultDoor(std::filesystem::path folder, Jid person, const EngineSettings& settings,
              relay::RelayStream& stream, QuickUnlock& quick, OfflineAccess& offline);

    /// There is a vault of this person on this workstation, or what is left of one.
    bool exists() const;

    /// Asks the relay for the share, then opens. Errors: Denied (wrong password, or the
    /// password of the vault is an older one), NotFound (the relay has no share for this
    /// vault: recovery code), Network, Timeout, and those of VaultHeader::load() and
    /// Vault::open().
    Opening open(SecretBytes password);

    /// As open(), with the PIN in place of the password. Errors: Unsupported (there is no
    /// PIN that may be used), as above.
    Opening openWithPin(SecretBytes pin);

    /// Without the relay, through the offline window. Errors: Denied (see
    /// OfflineAccess::refusal()), and those of VaultHeader::load() and Vault::open().
    Opening openOffline(SecretBytes password);

    /// As open(), with the password that the vault still has; then gives it the new one,
    /// with the same share, so that no crash in between shuts both out. Errors: as open().
    Opening openWithOldPassword(SecretBytes oldPassword, SecretBytes newPassword);

    /// As open(), with the printed code in place of password and share; then gives the
    /// vault a new share and this password. Errors: Malformed (a typing slip), Denied (not
    /// this vault's code), as above.
    Opening recover(SecretBytes code, SecretBytes newPassword);

    /// That this is the password of the vault that is open: opens nothing. Errors: those of
    /// open().
    Task<Done> prove(SecretBytes password);

    /// The same without the relay, by the share that opened the vault here; the PIN of the shift
    /// does as well. Errors: Denied (neither), Unsupported (this process has not opened it).
    Result<Done> proveHere(ByteView secret);

    /// Sets a PIN for the vault that is open, once the password has been proved again.
    /// Errors: those of open() and of QuickUnlock::set().
    Task<Done> setPin(SecretBytes password, SecretBytes pin);

    /// A new emergency code for the vault that is open, once the password has been proved again and
    /// the log has it. Errors: Unsupported (policy wants none), Storage (not recorded, or not
    /// saved), those of open().
    Task<std::shared_ptr<SecretBytes>> makeEmergencyCode(SecretBytes password);

    /// First login on this workstation: makes keys and publishes the share, keeps all in
    /// memory and gives the codes to be shown. Errors: Network, Timeout.
    Task<std::shared_ptr<NewCodes>> prepare(SecretBytes password);

    /// Writes what prepare() made. Errors: Storage, StorageFull.
    Result<std::shared_ptr<store::Vault>> create();

private:
    /// A header that is not saved yet, and what it was made of.
    struct Renewal {
        store::VaultHeader header;
        SecretBytes dek;
        SecretBytes password;
        SecretBytes share;
    };

    Result<std::shared_ptr<store::Vault>> finish(const Renewal& next);
    template <class T>
    Task<T> withShare(std::function<Result<T>(const store::VaultHeader&, ByteView share)> work);
    Result<std::shared_ptr<store::Vault>> openFile(const store::VaultHeader& header,
                                                   ByteView dek) const;
    void tendEmergency(const store::VaultHeader& header, ByteView dek) const;
    bool wantsSealedCode() const;
    Result<Done> recordCodeMade() const;
    Result<store::NewVaultHeader> makeHeader(ByteView password, ByteView share,
                                             NewCodes& codes) const;
    Result<store::VaultHeader> loadHeader() const;
    void renewOffline(const store::VaultHeader& header, ByteView password, ByteView share);

    std::filesystem::path m_folder;
    Jid m_person;
    crypto::Argon2Params m_kdf;
    const EmergencyRules& m_emergency;
    relay::RelayStream& m_stream;
    QuickUnlock& m_quick;
    OfflineAccess& m_offline;

    void keepShare(ByteView share) { m_share.emplace(share, SecretBytes::Memory::Locked); }

    std::unique_ptr<Renewal> m_prepared;
    /// The relay's, since it opened the vault: the login token of this process would fetch it
    /// again.
    std::optional<SecretBytes> m_share;
};

}  // namespace sotto::engine
