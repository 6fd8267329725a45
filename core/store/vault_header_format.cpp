// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of the header file: README.md has the format page.
#include "core/base/replace_file.h"
#include "core/crypto/digest.h"
#include "core/store/atomic_file.h"
#include "core/store/header_codec.h"
#include "core/store/vault_header.h"

namespace sotto::store {
namespace {

constexpr std::string_view kMagic = "SOTTOVLT";
constexpr std::uint16_t kVersion = 1;
constexpr const char* kFileName = "header";
constexpr std::size_t kMostFile = 64 * 1024;
constexpr std::size_t kMostSlots = 8;
constexpr std::size_t kMostForeign = 1024;

bool isOurs(SlotKind kind)
{
    return kind == SlotKind::Password || kind == SlotKind::Recovery;
}

void putCost(Bytes& out, const KeySlot& slot)
{
    putNumber(out, slot.cost.memoryKiB);
    putNumber(out, slot.cost.passes);
    putBytes(out, slot.salt);
}

Bytes bodyOf(const KeySlot& slot)
{
    if (!isOurs(slot.kind))
        return slot.foreign;
    Bytes body;
    putCost(body, slot);
    putBytes(body, slot.dek.iv);
    putBytes(body, slot.dek.sealed);
    return body;
}

Result<Done> checkCost(const KeySlot& slot)
{
    const bool fits = slot.kind == SlotKind::Recovery ? slot.cost == crypto::Argon2Params{0, 0}
                                                      : costInBounds(slot.cost);
    // We never write such a header: somebody did (I-2).
    return fits ? Result<Done>{Done{}} : Error{Errc::Forged, "cost out of bounds"};
}

Result<KeySlot> readSlot(FieldReader& fields)
{
    const auto kind = fields.number<std::uint8_t>();
    const auto size = fields.number<std::uint16_t>();
    const auto body = fields.bytes(size);
    if (!fields.ok() || kind > static_cast<std::uint8_t>(SlotKind::Escrow) || size > kMostForeign)
        return Error{Errc::Malformed, "slot"};
    KeySlot slot{.kind = static_cast<SlotKind>(kind)};
    if (!isOurs(slot.kind)) {
        slot.foreign.assign(body.begin(), body.end());
        return slot;
    }
    FieldReader inner{body};
    slot.cost.memoryKiB = inner.number<std::uint32_t>();
    slot.cost.passes = inner.number<std::uint32_t>();
    inner.into(slot.salt);
    inner.into(slot.dek.iv);
    inner.into(slot.dek.sealed);
    if (!inner.atEnd())
        return Error{Errc::Malformed, "slot"};
    SOTTO_TRY(checkCost(slot));
    return slot;
}

/// The part of the file that the checksum covers, once that fits.
Result<ByteView> withoutChecksum(ByteView file)
{
    if (file.size() < crypto::kSha256Size)
        return Error{Errc::Malformed, "the header is too short"};
    const auto content = file.first(file.size() - crypto::kSha256Size);
    const auto checksum = crypto::sha256(content);
    if (!std::ranges::equal(checksum, file.subspan(content.size())))
        return Error{Errc::Malformed, "the header is damaged"};
    return content;
}

}  // namespace

Bytes VaultHeader::identityBytes() const
{
    Bytes out = bytesOf(kMagic);
    putNumber(out, kVersion);
    putBytes(out, m_vaultId);
    const auto user = m_user.toString();
    putNumber(out, static_cast<std::uint16_t>(user.size()));
    putBytes(out, viewOf(user));
    return out;
}

Bytes VaultHeader::slotBinding(const KeySlot& slot) const
{
    auto out = identityBytes();
    putNumber(out, static_cast<std::uint8_t>(slot.kind));
    putCost(out, slot);
    return out;
}

Bytes VaultHeader::signedBytes() const
{
    auto out = identityBytes();
    putNumber(out, static_cast<std::uint8_t>(m_slots.size()));
    for (const auto& slot : m_slots) {
        const auto body = bodyOf(slot);
        putNumber(out, static_cast<std::uint8_t>(slot.kind));
        putNumber(out, static_cast<std::uint16_t>(body.size()));
        putBytes(out, body);
    }
    return out;
}

Bytes VaultHeader::serialise() const
{
    auto out = signedBytes();
    putBytes(out, m_mac);
    putBytes(out, crypto::sha256(out));
    return out;
}

Result<VaultHeader> VaultHeader::parse(ByteView file)
{
    FieldReader start{file};
    const auto magic = start.bytes(kMagic.size());
    const auto version = start.number<std::uint16_t>();
    if (!start.ok() || textOf(magic) != kMagic || version == 0 || file.size() > kMostFile)
        return Error{Errc::Malformed, "not a header"};
    if (version > kVersion)  // before the checksum, which a newer version may not have
        return Error{Errc::Newer, "the header is of a newer version"};
    SOTTO_TRY_ASSIGN(const auto content, withoutChecksum(file));

    FieldReader fields{content};
    fields.bytes(kMagic.size() + sizeof(version));
    std::array<std::uint8_t, kVaultIdSize> vaultId{};
    fields.into(vaultId);
    const auto stored = textOf(fields.bytes(fields.number<std::uint16_t>()));
    auto user = Jid::parseAccount(stored);
    if (!user || user->toString() != stored)
        return Error{Errc::Malformed, "user of the header"};

    VaultHeader header{*std::move(user)};
    header.m_vaultId = vaultId;
    const auto count = fields.number<std::uint8_t>();
    for (std::size_t i = 0; i < count; ++i) {
        SOTTO_TRY_ASSIGN(auto slot, readSlot(fields));
        if (i >= kMostSlots || (isOurs(slot.kind) && header.slot(slot.kind) != nullptr))
            return Error{Errc::Malformed, "slots of the header"};
        header.m_slots.push_back(std::move(slot));
    }
    fields.into(header.m_mac);
    if (!fields.atEnd())
        return Error{Errc::Malformed, "length of the header"};
    return header;
}

Result<VaultHeader> VaultHeader::load(const std::filesystem::path& folder)
{
    SOTTO_TRY_ASSIGN(const auto file, readFileStart(folder / kFileName, kMostFile + 1));
    return parse(file);
}

Result<Done> VaultHeader::save(const std::filesystem::path& folder) const
{
    SOTTO_TRY(makePrivateFolder(folder));
    return replaceFile(folder / kFileName, serialise());
}

}  // namespace sotto::store
