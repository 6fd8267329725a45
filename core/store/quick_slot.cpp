// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/quick_slot.h"

#include "core/crypto/random.h"
#include "core/store/small_file.h"

namespace sotto::store {
namespace {

constexpr SmallFormat kFormat{"SOTTOPIN", 1,
                              kMomentSize + 4 + 4 + crypto::kArgon2SaltSize + 12 + kDekSize + 16};
constexpr const char* kFileName = "quick";

}  // namespace

Result<QuickSlot> QuickSlot::make(const VaultHeader& header, ByteView dek, ByteView pin,
                                  ByteView share, crypto::Argon2Params cost,
                                  const Moment& fullLogin)
{
    if (pin.empty() || share.size() != kShareSize || !costInBounds(cost))
        return Error{Errc::Malformed, "PIN, share or cost out of bounds"};
    QuickSlot slot;
    slot.m_fullLogin = fullLogin;
    slot.m_cost = cost;
    crypto::fillRandom(slot.m_salt);
    SOTTO_TRY_ASSIGN(const auto key, slot.key(header, pin, share));
    SOTTO_TRY_ASSIGN(slot.m_dek, wrapKey(key.view(), slot.binding(header), dek));
    return slot;
}

Result<SecretBytes> QuickSlot::open(const VaultHeader& header, ByteView pin, ByteView share) const
{
    if (pin.empty() || share.size() != kShareSize)
        return Error{Errc::Denied, "cannot be the PIN or the share"};
    SOTTO_TRY_ASSIGN(const auto kek, key(header, pin, share));
    SOTTO_TRY_ASSIGN(auto dek, unwrapKey(kek.view(), binding(header), m_dek));
    SOTTO_TRY(header.checkMac(dek.view()));
    return dek;
}

Result<SecretBytes> QuickSlot::key(const VaultHeader& header, ByteView pin, ByteView share) const
{
    SOTTO_TRY_ASSIGN(const auto root, crypto::argon2id(pin, m_salt, m_cost));
    return crypto::hkdfSha256(join({root.view(), share}).view(), m_salt,
                              header.ownerBytes("sotto quick unlock v1"), kWrappableSize);
}

/// What is not wrapped, and must not be changed either.
Bytes QuickSlot::bound() const
{
    Bytes out;
    putMoment(out, m_fullLogin);
    putNumber(out, m_cost.memoryKiB);
    putNumber(out, m_cost.passes);
    putBytes(out, m_salt);
    return out;
}

Bytes QuickSlot::binding(const VaultHeader& header) const
{
    auto out = header.ownerBytes(kFormat.magic);
    putBytes(out, bound());
    return out;
}

Result<QuickSlot> QuickSlot::parse(ByteView content)
{
    FieldReader fields{content};
    QuickSlot slot;
    slot.m_fullLogin = readMoment(fields);
    slot.m_cost.memoryKiB = fields.number<std::uint32_t>();
    slot.m_cost.passes = fields.number<std::uint32_t>();
    fields.into(slot.m_salt);
    fields.into(slot.m_dek.iv);
    fields.into(slot.m_dek.sealed);
    if (!fields.atEnd())
        return Error{Errc::Malformed, "quick slot"};
    if (!costInBounds(slot.m_cost))
        return Error{Errc::Forged, "cost out of bounds"};
    return slot;
}

Result<QuickSlot> QuickSlot::load(const std::filesystem::path& folder)
{
    SOTTO_TRY_ASSIGN(const auto content, loadSmall(kFormat, folder / kFileName));
    return parse(content);
}

Result<Done> QuickSlot::save(const std::filesystem::path& folder) const
{
    auto content = bound();
    putBytes(content, m_dek.iv);
    putBytes(content, m_dek.sealed);
    return saveSmall(kFormat, folder / kFileName, content);
}

Result<Done> QuickSlot::erase(const std::filesystem::path& folder)
{
    return eraseFile(folder / kFileName);
}

}  // namespace sotto::store
