// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault_header.h"

#include "core/crypto/digest.h"
#include "core/crypto/random.h"
#include "core/store/header_codec.h"
#include "core/store/recovery_code.h"

namespace sotto::store {
namespace {

constexpr auto kLocked = SecretBytes::Memory::Locked;
constexpr std::size_t kMostPassword = 1024;

template <std::size_t Size>
void fill(std::array<std::uint8_t, Size>& field)
{
    crypto::fillRandom(field);
}

/// Kpw (design.md, 6).
Result<SecretBytes> passwordKeyOf(const KeySlot& slot, ByteView password)
{
    SOTTO_TRY_ASSIGN(const auto root, crypto::argon2id(password, slot.salt, slot.cost));
    return crypto::hkdfSha256(root.view(), {}, viewOf("sotto vault password v1"), kDekSize);
}

std::string_view labelOf(KeyUse use)
{
    switch (use) {
    case KeyUse::Database:
        return "sotto vault db v1";
    case KeyUse::Attachments:
        return "sotto vault attach v1";
    case KeyUse::Export:
        return "sotto vault export v1";
    case KeyUse::Header:
        return "sotto vault header v1";
    }
    return {};
}

}  // namespace

bool costInBounds(const crypto::Argon2Params& cost)
{
    return cost.memoryKiB >= kLeastCost.memoryKiB && cost.memoryKiB <= kMostCost.memoryKiB &&
        cost.passes >= kLeastCost.passes && cost.passes <= kMostCost.passes;
}

Result<SecretBytes> subkey(ByteView dek, KeyUse use)
{
    if (dek.size() != kDekSize)
        return Error{Errc::Malformed, "size of the data key"};
    SOTTO_TRY_ASSIGN(const auto key, crypto::hkdfSha256(dek, {}, viewOf(labelOf(use)), kDekSize));
    return key.clone(kLocked);
}

VaultHeader::VaultHeader(Jid user) : m_user(std::move(user)) { }

Result<NewVaultHeader> VaultHeader::create(const Jid& user, ByteView password, ByteView share,
                                           crypto::Argon2Params cost)
{
    VaultHeader header{user.bare()};
    fill(header.m_vaultId);
    auto dek = crypto::randomSecret(kDekSize, kLocked);
    SOTTO_TRY(header.putPassword(dek.view(), password, share, cost));
    SOTTO_TRY_ASSIGN(auto code, header.putRecovery(dek.view()));
    SOTTO_TRY(header.sign(dek.view()));
    return NewVaultHeader{std::move(header), std::move(dek), std::move(code)};
}

Result<SecretBytes> VaultHeader::unlockWithPassword(ByteView password, ByteView share) const
{
    if (share.size() != kShareSize)  // before half a second is spent on it
        return Error{Errc::Denied, "cannot be the share"};
    SOTTO_TRY_ASSIGN(const auto key, passwordKey(password));
    return unlockWithPasswordKey(key.view(), share);
}

Result<SecretBytes> VaultHeader::passwordKey(ByteView password) const
{
    const auto* found = slot(SlotKind::Password);
    if (found == nullptr)
        return Error{Errc::NotFound, "no password slot"};
    if (password.empty() || password.size() > kMostPassword)
        return Error{Errc::Denied, "cannot be the password"};
    return passwordKeyOf(*found, password);
}

Result<SecretBytes> VaultHeader::unlockWithPasswordKey(ByteView key, ByteView share) const
{
    const auto* found = slot(SlotKind::Password);
    if (found == nullptr)
        return Error{Errc::NotFound, "no password slot"};
    if (share.size() != kShareSize)
        return Error{Errc::Denied, "cannot be the share"};
    return unwrap(*found, join({key, share}).view());
}

Result<SecretBytes> VaultHeader::unlockWithRecoveryCode(std::string_view typed) const
{
    const auto* found = slot(SlotKind::Recovery);
    if (found == nullptr)
        return Error{Errc::NotFound, "no recovery slot"};
    SOTTO_TRY_ASSIGN(const auto code, parseRecoveryCode(typed));
    return unwrap(*found, code.view());
}

Result<VaultHeader> VaultHeader::withPassword(ByteView dek, ByteView newPassword, ByteView newShare,
                                              crypto::Argon2Params cost) const
{
    SOTTO_TRY(checkMac(dek));
    auto changed = *this;
    SOTTO_TRY(changed.putPassword(dek, newPassword, newShare, cost));
    SOTTO_TRY(changed.sign(dek));
    return changed;
}

Result<NewRecoveryCode> VaultHeader::withNewRecoveryCode(ByteView dek) const
{
    SOTTO_TRY(checkMac(dek));
    auto changed = *this;
    SOTTO_TRY_ASSIGN(auto code, changed.putRecovery(dek));
    SOTTO_TRY(changed.sign(dek));
    return NewRecoveryCode{std::move(changed), std::move(code)};
}

const KeySlot* VaultHeader::slot(SlotKind kind) const
{
    const auto found = std::ranges::find(m_slots, kind, &KeySlot::kind);
    return found == m_slots.end() ? nullptr : &*found;
}

void VaultHeader::replace(KeySlot slot)
{
    const auto found = std::ranges::find(m_slots, slot.kind, &KeySlot::kind);
    if (found == m_slots.end())
        m_slots.push_back(std::move(slot));
    else
        *found = std::move(slot);
}

Result<Done> VaultHeader::putPassword(ByteView dek, ByteView password, ByteView share,
                                      crypto::Argon2Params cost)
{
    if (password.empty() || password.size() > kMostPassword || share.size() != kShareSize ||
        !costInBounds(cost))
        return Error{Errc::Malformed, "password, share or cost out of bounds"};
    KeySlot slot{.kind = SlotKind::Password, .cost = cost};
    fill(slot.salt);
    SOTTO_TRY_ASSIGN(const auto key, passwordKeyOf(slot, password));
    SOTTO_TRY(wrap(slot, join({key.view(), share}).view(), dek));
    replace(std::move(slot));
    return Done{};
}

Result<SecretBytes> VaultHeader::putRecovery(ByteView dek)
{
    const auto code = crypto::randomSecret(kRecoveryCodeSize);
    KeySlot slot{.kind = SlotKind::Recovery, .cost = {0, 0}};
    fill(slot.salt);
    SOTTO_TRY(wrap(slot, code.view(), dek));
    replace(std::move(slot));
    return recoveryCodeText(code.view());
}

Bytes VaultHeader::ownerBytes(std::string_view label) const
{
    auto bytes = bytesOf(label);
    const auto user = m_user.toString();
    putNumber(bytes, static_cast<std::uint16_t>(user.size()));
    putBytes(bytes, viewOf(user));
    putBytes(bytes, m_vaultId);
    return bytes;
}

Result<SecretBytes> VaultHeader::slotKey(const KeySlot& slot, ByteView secret) const
{
    auto info = ownerBytes("sotto vault slot v1");
    putNumber(info, static_cast<std::uint8_t>(slot.kind));
    return crypto::hkdfSha256(secret, slot.salt, info, kDekSize);
}

Result<Done> VaultHeader::wrap(KeySlot& slot, ByteView secret, ByteView dek) const
{
    SOTTO_TRY_ASSIGN(const auto key, slotKey(slot, secret));
    SOTTO_TRY_ASSIGN(slot.dek, wrapKey(key.view(), slotBinding(slot), dek));
    return Done{};
}

Result<SecretBytes> VaultHeader::unwrap(const KeySlot& slot, ByteView secret) const
{
    SOTTO_TRY_ASSIGN(const auto key, slotKey(slot, secret));
    SOTTO_TRY_ASSIGN(auto dek, unwrapKey(key.view(), slotBinding(slot), slot.dek));
    SOTTO_TRY(checkMac(dek.view()));
    return dek;
}

Result<Done> VaultHeader::checkMac(ByteView dek) const
{
    SOTTO_TRY_ASSIGN(const auto key, subkey(dek, KeyUse::Header));
    const auto mac = crypto::hmacSha256(key.view(), signedBytes());
    if (!equalInConstantTime(mac.view(), m_mac))
        return Error{Errc::Forged, "the header was changed"};
    return Done{};
}

Result<Done> VaultHeader::sign(ByteView dek)
{
    SOTTO_TRY_ASSIGN(const auto key, subkey(dek, KeyUse::Header));
    const auto mac = crypto::hmacSha256(key.view(), signedBytes());
    std::ranges::copy(mac.view(), m_mac.begin());
    return Done{};
}

}  // namespace sotto::store
