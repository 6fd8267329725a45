// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/escrow_slot.h"

#include "core/base/assert.h"
#include "core/crypto/random.h"
#include "core/store/header_codec.h"
#include "core/store/recovery_code.h"

namespace sotto::store {
namespace {

/// A code of 128 bit stretched to a key: as strong as X25519 itself.
Result<crypto::AlertKeyPair> pairOf(ByteView code)
{
    SOTTO_TRY_ASSIGN(
        const auto secret,
        crypto::hkdfSha256(code, {}, viewOf("sotto emergency admin v1"), crypto::kX25519KeySize));
    return crypto::alertKeyPairFrom(secret.view());
}

}  // namespace

Bytes escrowBody(const EscrowSlot& slot)
{
    Bytes body;
    putNumber(body, static_cast<std::uint8_t>(slot.method));
    putBytes(body, slot.salt);
    if (slot.method == EmergencyMethod::TwoAdmins)
        for (const auto& half : slot.halves) {
            putBytes(body, half.adminKey);
            putBytes(body, half.sealed);
        }
    putBytes(body, slot.dek.iv);
    putBytes(body, slot.dek.sealed);
    return body;
}

std::optional<EscrowSlot> parseEscrow(ByteView body)
{
    FieldReader fields{body};
    EscrowSlot slot;
    const auto form = fields.number<std::uint8_t>();
    if (form != static_cast<std::uint8_t>(EmergencyMethod::SealedCode) &&
        form != static_cast<std::uint8_t>(EmergencyMethod::TwoAdmins))
        return std::nullopt;
    slot.method = static_cast<EmergencyMethod>(form);
    fields.into(slot.salt);
    if (slot.method == EmergencyMethod::TwoAdmins)
        for (auto& half : slot.halves) {
            fields.into(half.adminKey);
            fields.into(half.sealed);
        }
    fields.into(slot.dek.iv);
    fields.into(slot.dek.sealed);
    return fields.atEnd() ? std::optional{slot} : std::nullopt;
}

AdminKey makeAdminKey()
{
    const auto code = crypto::randomSecret(kRecoveryCodeSize);
    auto pair = pairOf(code.view());
    SOTTO_ASSERT(pair.has_value());  // 32 bytes of a key derivation are always a key
    return {recoveryCodeText(code.view()), std::move(pair->publicKey)};
}

Result<crypto::AlertKeyPair> adminPair(std::string_view typed)
{
    SOTTO_TRY_ASSIGN(const auto code, parseRecoveryCode(typed));
    return pairOf(code.view());
}

}  // namespace sotto::store
