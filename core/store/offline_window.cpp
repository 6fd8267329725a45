// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/offline_window.h"

#include "core/crypto/random.h"
#include "core/store/small_file.h"

namespace sotto::store {
namespace {

constexpr std::size_t kSaltSize = 16;
constexpr SmallFormat kFile{"SOTTOOFF", 1, kSaltSize + 12 + kShareSize + 16};
constexpr SmallFormat kEntry{"SOTTOTKT", 1, kShareSize + kSaltSize + 4 + kMomentSize + 8};
constexpr const char* kFileName = "offline";

}  // namespace

SecretBytes OfflineTicket::serialise() const
{
    Bytes content;
    content.reserve(kEntry.contentSize);  // no copy of the key is left behind by growing
    putBytes(content, key.view());
    putBytes(content, window);
    putNumber(content, tries);
    putMoment(content, lastContact);
    putNumber(content, static_cast<std::uint64_t>(latestMs));
    auto entry = framed(kEntry, content);
    SecretBytes out(entry);
    wipe(content);
    wipe(entry);
    return out;
}

Result<OfflineTicket> OfflineTicket::parse(ByteView entry)
{
    SOTTO_TRY_ASSIGN(const auto content, unframed(kEntry, entry));
    FieldReader fields{content};
    OfflineTicket ticket;
    ticket.key = SecretBytes(fields.bytes(kShareSize), SecretBytes::Memory::Locked);
    fields.into(ticket.window);
    ticket.tries = fields.number<std::uint32_t>();
    ticket.lastContact = readMoment(fields);
    ticket.latestMs = static_cast<std::int64_t>(fields.number<std::uint64_t>());
    if (!fields.atEnd())
        return Error{Errc::Malformed, "offline ticket"};
    return ticket;
}

Result<OfflineWindow> OfflineWindow::make(const VaultHeader& header, ByteView passwordKey,
                                          ByteView key, ByteView share)
{
    OfflineWindow window;
    crypto::fillRandom(window.m_salt);
    SOTTO_TRY_ASSIGN(const auto kek, window.kek(header, passwordKey, key));
    SOTTO_TRY_ASSIGN(window.m_share, wrapKey(kek.view(), window.binding(header), share));
    return window;
}

Result<SecretBytes> OfflineWindow::open(const VaultHeader& header, ByteView passwordKey,
                                        ByteView key) const
{
    SOTTO_TRY_ASSIGN(const auto kek, this->kek(header, passwordKey, key));
    return unwrapKey(kek.view(), binding(header), m_share);
}

Result<SecretBytes> OfflineWindow::kek(const VaultHeader& header, ByteView passwordKey,
                                       ByteView key) const
{
    return crypto::hkdfSha256(join({passwordKey, key}).view(), m_salt,
                              header.ownerBytes("sotto offline window v1"), kWrappableSize);
}

Bytes OfflineWindow::binding(const VaultHeader& header) const
{
    auto out = header.ownerBytes(kFile.magic);
    putBytes(out, m_salt);
    return out;
}

Result<OfflineWindow> OfflineWindow::load(const std::filesystem::path& folder)
{
    SOTTO_TRY_ASSIGN(const auto content, loadSmall(kFile, folder / kFileName));
    FieldReader fields{content};
    OfflineWindow window;
    fields.into(window.m_salt);
    fields.into(window.m_share.iv);
    fields.into(window.m_share.sealed);
    if (!fields.atEnd())
        return Error{Errc::Malformed, "offline window"};
    return window;
}

Result<Done> OfflineWindow::save(const std::filesystem::path& folder) const
{
    Bytes content;
    putBytes(content, m_salt);
    putBytes(content, m_share.iv);
    putBytes(content, m_share.sealed);
    return saveSmall(kFile, folder / kFileName, content);
}

Result<Done> OfflineWindow::erase(const std::filesystem::path& folder)
{
    return eraseFile(folder / kFileName);
}

bool OfflineWindow::exists(const std::filesystem::path& folder)
{
    std::error_code ignored;
    return std::filesystem::exists(folder / kFileName, ignored);
}

}  // namespace sotto::store
