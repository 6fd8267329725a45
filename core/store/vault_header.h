// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/kdf.h"
#include "core/domain/emergency.h"
#include "core/domain/jid.h"
#include "core/store/key_wrap.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace sotto::store {

/// Bounds of the cost in a stored header, checked before anything is derived (I-2): a
/// lowered cost would help a guesser, a raised one would stop the machine.
inline constexpr crypto::Argon2Params kLeastCost{64 * 1024, 3};
inline constexpr crypto::Argon2Params kMostCost{1024 * 1024, 16};
inline constexpr std::size_t kShareSize = 32;  ///< S of design.md, 6
inline constexpr std::size_t kDekSize = 32;
inline constexpr std::size_t kVaultIdSize = 16;

/// Whether a password slot may have that cost.
bool costInBounds(const crypto::Argon2Params& cost);

/// Which secret opens the data key. Persistent: never renumber.
enum class SlotKind : std::uint8_t {
    Password = 0,  ///< password and the relay's share
    Fido2 = 1,
    Card = 2,
    Recovery = 3,  ///< printed code of 128 bit
    Escrow = 4,
};

/// One wrapped copy of the data key. Kinds other than Password and Recovery are kept as
/// they are in `foreign` (they are under the MAC too); of these only Escrow is opened here.
struct KeySlot {
    SlotKind kind = SlotKind::Password;
    crypto::Argon2Params cost{};  ///< zero for Recovery: its code is no password
    std::array<std::uint8_t, crypto::kArgon2SaltSize> salt{};
    WrappedKey dek{};
    Bytes foreign{};
};

struct NewVaultHeader;
struct NewRecoveryCode;
struct EscrowSlot;

/// What opens a vault in an emergency, as its header says; what says so is proved only by the
/// unlock, or by checkMac().
struct EmergencyWay {
    EmergencyMethod method = EmergencyMethod::SealedCode;
    std::vector<Bytes> adminKeys{};  ///< X25519, of TwoAdmins: two

    friend bool operator==(const EmergencyWay&, const EmergencyWay&) = default;
};

/// The key file of a vault: who it belongs to and the wrapped copies of its data key.
///
/// A value; byte format in README.md. Everything in it is authenticated once a slot has
/// opened; a checksum tells damage from a wrong password before that. Any thread: the
/// unlock calls take about half a second (Argon2id), so not the ui's.
class VaultHeader {
public:
    /// Makes a header with a password slot and a recovery slot, and a random data key.
    /// Errors: Malformed (empty password, share not kShareSize, cost out of bounds),
    /// Unsupported (not that much memory).
    static Result<NewVaultHeader> create(const Jid& user, ByteView password, ByteView share,
                                         crypto::Argon2Params cost);

    /// Errors: Malformed (damaged, not a header), Newer.
    static Result<VaultHeader> parse(ByteView file);
    Bytes serialise() const;

    /// Errors: NotFound, Storage; those of parse().
    static Result<VaultHeader> load(const std::filesystem::path& folder);

    /// Makes the folder if need be. The file is the old or the new one, never neither (I-8).
    /// Errors: Storage, StorageFull.
    Result<Done> save(const std::filesystem::path& folder) const;

    const Jid& user() const { return m_user; }  ///< proved only by a successful unlock

    ByteView vaultId() const { return m_vaultId; }

    /// Gives the data key. Errors: Denied (wrong password or wrong share), Forged (the
    /// slot opened, but the rest of the header was changed), NotFound (no such slot),
    /// Unsupported (not that much memory).
    Result<SecretBytes> unlockWithPassword(ByteView password, ByteView share) const;

    /// Kpw of design.md, 6: what the password alone gives, after all of its cost. With a share
    /// it opens the slot at once. Errors: as unlockWithPassword().
    Result<SecretBytes> passwordKey(ByteView password) const;
    Result<SecretBytes> unlockWithPasswordKey(ByteView passwordKey, ByteView share) const;

    /// Takes what a person typed. Errors: Malformed (a typing slip: the check characters
    /// do not fit), Denied (a code of another vault, or an old one), Forged, NotFound.
    Result<SecretBytes> unlockWithRecoveryCode(std::string_view typed) const;

    /// A header with a new password slot; the other slots stay as they are. Save it.
    /// Errors: Forged (not this vault's data key); those of create().
    Result<VaultHeader> withPassword(ByteView dek, ByteView newPassword, ByteView newShare,
                                     crypto::Argon2Params cost) const;

    /// A header with a new recovery code; the old code no longer opens it. Save it.
    /// Errors: Forged (not this vault's data key).
    Result<NewRecoveryCode> withNewRecoveryCode(ByteView dek) const;

    /// No value: nothing opens it in an emergency, or what this version does not know.
    std::optional<EmergencyWay> emergencyWay() const;

    /// `typed` and `second` in any order; the second counts for TwoAdmins only. Errors: Malformed
    /// (a typing slip), Denied (not the codes of this vault), Forged, NotFound (no such slot).
    Result<SecretBytes> unlockInEmergency(std::string_view typed, std::string_view second) const;

    /// A header with a new emergency code in place of whatever opened it in an emergency. Save it.
    /// Errors: Forged (not this vault's data key).
    Result<NewRecoveryCode> withEmergencyCode(ByteView dek) const;
    /// As withEmergencyCode(), for two administrators. Errors: Forged, Malformed (not two different
    /// keys that may be used).
    Result<VaultHeader> withEmergencyAdmins(ByteView dek, const std::vector<Bytes>& keys) const;
    Result<VaultHeader> withoutEmergency(ByteView dek) const;  ///< Errors: Forged

    const std::vector<KeySlot>& slots() const { return m_slots; }

    /// That `dek` belongs to this header and nothing in it was changed. Errors: Forged.
    Result<Done> checkMac(ByteView dek) const;

    /// Whose vault and which one, for the key files beside it: `label`, then length of user
    /// (2), user, vault id.
    Bytes ownerBytes(std::string_view label) const;

private:
    explicit VaultHeader(Jid user);

    Bytes identityBytes() const;
    Bytes slotBinding(const KeySlot& slot) const;
    Bytes signedBytes() const;
    const KeySlot* slot(SlotKind kind) const;
    void replace(KeySlot slot);
    Result<SecretBytes> slotKey(const KeySlot& slot, ByteView secret) const;
    Result<SecretBytes> unwrap(const KeySlot& slot, ByteView secret) const;
    Result<Done> wrap(KeySlot& slot, ByteView secret, ByteView dek) const;
    Result<Done> putPassword(ByteView dek, ByteView password, ByteView share,
                             crypto::Argon2Params cost);
    Result<SecretBytes> putRecovery(ByteView dek);
    Result<Done> sign(ByteView dek);
    Result<Done> putEscrow(ByteView dek, EscrowSlot slot, ByteView secret);
    Result<SecretBytes> unwrapEscrow(const EscrowSlot& slot, ByteView secret) const;
    KeySlot escrowKeySlot(const EscrowSlot& slot) const;
    Bytes escrowBinding(const EscrowSlot& slot) const;

    Jid m_user;
    std::array<std::uint8_t, kVaultIdSize> m_vaultId{};
    std::vector<KeySlot> m_slots;
    std::array<std::uint8_t, 32> m_mac{};
};

struct NewVaultHeader {
    VaultHeader header;
    SecretBytes dek;           ///< in locked memory
    SecretBytes recoveryCode;  ///< text to print, "ABCD-EFGH-…"
};

struct NewRecoveryCode {
    VaultHeader header;
    SecretBytes recoveryCode;
};

/// What the data key is used for; each use has its own key (design.md, 6).
enum class KeyUse : std::uint8_t { Database, Attachments, Export, Header };

/// 32 bytes in locked memory. Errors: Malformed (dek not kDekSize).
Result<SecretBytes> subkey(ByteView dek, KeyUse use);

}  // namespace sotto::store
