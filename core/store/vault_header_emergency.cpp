// SPDX-License-Identifier: GPL-3.0-or-later
// The slot of a header that opens in an emergency: README.md has its bytes.
#include "core/crypto/random.h"
#include "core/store/escrow_slot.h"
#include "core/store/header_codec.h"
#include "core/store/recovery_code.h"
#include "core/store/vault_header.h"

namespace sotto::store {
namespace {

/// The half that this administrator's code opens, if it does.
Result<SecretBytes> openHalf(const EscrowHalf& half, const crypto::AlertKeyPair& pair)
{
    if (!std::ranges::equal(half.adminKey, pair.publicKey))
        return Error{Errc::Denied, "another administrator's code"};
    auto opened = crypto::openSealed(pair, half.sealed);
    return opened ? std::move(opened) : Result<SecretBytes>{Error{Errc::Forged, "sealed half"}};
}

/// Both halves, whoever typed first.
Result<SecretBytes> secretOfAdmins(const EscrowSlot& slot, std::string_view typed,
                                   std::string_view second)
{
    SOTTO_TRY_ASSIGN(const auto one, adminPair(typed));
    SOTTO_TRY_ASSIGN(const auto other, adminPair(second));
    const bool inOrder = std::ranges::equal(slot.halves[0].adminKey, one.publicKey);
    SOTTO_TRY_ASSIGN(const auto first, openHalf(slot.halves[0], inOrder ? one : other));
    SOTTO_TRY_ASSIGN(const auto last, openHalf(slot.halves[1], inOrder ? other : one));
    return join({first.view(), last.view()});
}

}  // namespace

std::optional<EmergencyWay> VaultHeader::emergencyWay() const
{
    const auto* found = slot(SlotKind::Escrow);
    const auto escrow = found != nullptr ? parseEscrow(found->foreign) : std::nullopt;
    if (!escrow)
        return std::nullopt;
    EmergencyWay way{.method = escrow->method};
    if (way.method == EmergencyMethod::TwoAdmins)
        for (const auto& half : escrow->halves)
            way.adminKeys.emplace_back(half.adminKey.begin(), half.adminKey.end());
    return way;
}

Result<SecretBytes> VaultHeader::unlockInEmergency(std::string_view typed,
                                                   std::string_view second) const
{
    const auto* found = slot(SlotKind::Escrow);
    const auto escrow = found != nullptr ? parseEscrow(found->foreign) : std::nullopt;
    if (!escrow)
        return Error{Errc::NotFound, "no emergency slot"};
    SOTTO_TRY_ASSIGN(const auto secret,
                     escrow->method == EmergencyMethod::TwoAdmins
                         ? secretOfAdmins(*escrow, typed, second)
                         : parseRecoveryCode(typed));
    return unwrapEscrow(*escrow, secret.view());
}

Result<NewRecoveryCode> VaultHeader::withEmergencyCode(ByteView dek) const
{
    SOTTO_TRY(checkMac(dek));
    auto changed = *this;
    const auto code = crypto::randomSecret(kRecoveryCodeSize);
    SOTTO_TRY(changed.putEscrow(dek, {.method = EmergencyMethod::SealedCode}, code.view()));
    return NewRecoveryCode{std::move(changed), recoveryCodeText(code.view())};
}

Result<VaultHeader> VaultHeader::withEmergencyAdmins(ByteView dek,
                                                     const std::vector<Bytes>& keys) const
{
    SOTTO_TRY(checkMac(dek));
    EscrowSlot escrow{.method = EmergencyMethod::TwoAdmins};
    if (keys.size() != escrow.halves.size() || keys[0] == keys[1])
        return Error{Errc::Malformed, "two different keys are needed"};
    const auto secret = crypto::randomSecret(2 * kWrappableSize);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        auto& half = escrow.halves.at(i);
        if (keys[i].size() != half.adminKey.size() || !crypto::isSafeX25519Key(keys[i]))
            return Error{Errc::Malformed, "key of an administrator"};
        SOTTO_TRY_ASSIGN(
            const auto sealed,
            crypto::sealTo(keys[i], secret.view().subspan(i * kWrappableSize, kWrappableSize)));
        std::ranges::copy(keys[i], half.adminKey.begin());
        std::ranges::copy(sealed, half.sealed.begin());
    }
    auto changed = *this;
    SOTTO_TRY(changed.putEscrow(dek, escrow, secret.view()));
    return changed;
}

Result<VaultHeader> VaultHeader::withoutEmergency(ByteView dek) const
{
    SOTTO_TRY(checkMac(dek));
    auto changed = *this;
    std::erase_if(changed.m_slots,
                  [](const KeySlot& slot) { return slot.kind == SlotKind::Escrow; });
    SOTTO_TRY(changed.sign(dek));
    return changed;
}

/// As a slot of our own kinds, for the derivation of its key.
KeySlot VaultHeader::escrowKeySlot(const EscrowSlot& escrow) const
{
    return {.kind = SlotKind::Escrow, .cost = {0, 0}, .salt = escrow.salt};
}

/// The wrapped key may not be moved below other administrators.
Bytes VaultHeader::escrowBinding(const EscrowSlot& escrow) const
{
    auto binding = slotBinding(escrowKeySlot(escrow));
    auto bare = escrow;
    bare.dek = {};
    putBytes(binding, escrowBody(bare));
    return binding;
}

Result<Done> VaultHeader::putEscrow(ByteView dek, EscrowSlot escrow, ByteView secret)
{
    crypto::fillRandom(escrow.salt);
    SOTTO_TRY_ASSIGN(const auto key, slotKey(escrowKeySlot(escrow), secret));
    SOTTO_TRY_ASSIGN(escrow.dek, wrapKey(key.view(), escrowBinding(escrow), dek));
    std::erase_if(m_slots, [](const KeySlot& slot) { return slot.kind == SlotKind::Escrow; });
    m_slots.push_back({.kind = SlotKind::Escrow, .foreign = escrowBody(escrow)});
    return sign(dek);
}

Result<SecretBytes> VaultHeader::unwrapEscrow(const EscrowSlot& escrow, ByteView secret) const
{
    SOTTO_TRY_ASSIGN(const auto key, slotKey(escrowKeySlot(escrow), secret));
    SOTTO_TRY_ASSIGN(auto dek, unwrapKey(key.view(), escrowBinding(escrow), escrow.dek));
    SOTTO_TRY(checkMac(dek.view()));
    return dek;
}

}  // namespace sotto::store
