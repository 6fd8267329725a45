// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_log.h"

#include "core/audit/audit_writer.h"
#include "core/audit/record.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/crypto/random.h"

#include <fstream>

namespace sotto::audit {
namespace {

const std::string kPseudonymKeyName = "pseudonym.key";

constexpr std::size_t kPseudonymBytes = 8;

Result<SecretBytes> findPseudonymKey(const AuditFolder& folder)
{
    SOTTO_TRY_ASSIGN(auto stored, folder.read(kPseudonymKeyName, 0, crypto::kSha256Size));
    if (stored && stored->size() == crypto::kSha256Size)
        return *std::move(stored);
    auto key = crypto::randomSecret(crypto::kSha256Size);
    SOTTO_TRY(folder.overwrite(kPseudonymKeyName, key.view()));
    return key;
}

std::string pseudonymText(const SecretBytes& key, log::Literal kind, std::string_view value)
{
    const auto input = std::string{kind.text()} + '\0' + std::string{value};
    const auto mac = crypto::hmacSha256(key.view(), viewOf(input));
    return toHex(mac.view().first(kPseudonymBytes));
}

}  // namespace

AuditLog::AuditLog(Place place, Time time, SecretBytes pseudonymKey)
    : m_place(std::move(place)),
      m_time(time),
      m_pseudonymKey(std::move(pseudonymKey))
{
}

AuditLog::AuditLog(AuditLog&&) noexcept = default;
AuditLog::~AuditLog() = default;

Result<AuditLog> AuditLog::open(Place place, Time time)
{
    if (!isPlainId(place.installId) || !isPlainId(place.bootId))
        return Error{Errc::Malformed, "audit ids"};
    SOTTO_TRY_ASSIGN(const auto folder, AuditFolder::lock(place.folder));
    SOTTO_TRY_ASSIGN(auto key, findPseudonymKey(folder));
    AuditWriter writer{place, time, folder};
    SOTTO_TRY(writer.findEnd());
    SOTTO_TRY(writer.enrol());
    return AuditLog{std::move(place), time, std::move(key)};
}

Result<Done> AuditLog::append(const Event& event)
{
    return append(std::span{&event, 1});
}

Result<Done> AuditLog::append(std::span<const Event> events)
{
    SOTTO_TRY_ASSIGN(const auto folder, AuditFolder::lock(m_place.folder));
    AuditWriter writer{m_place, m_time, folder};
    SOTTO_TRY(writer.findEnd());
    return writer.append(events);
}

Result<std::string> AuditLog::checkpoint()
{
    SOTTO_TRY_ASSIGN(const auto folder, AuditFolder::lock(m_place.folder));
    AuditWriter writer{m_place, m_time, folder};
    SOTTO_TRY(writer.findEnd());
    return writer.checkpoint();
}

Pseudonym AuditLog::pseudonym(log::Literal kind, std::string_view value) const
{
    return Pseudonym{pseudonymText(m_pseudonymKey, kind, value)};
}

Result<Pseudonym> AuditLog::pseudonymIn(const std::filesystem::path& folder, log::Literal kind,
                                        std::string_view value)
{
    std::ifstream stream{folder / kPseudonymKeyName, std::ios::binary};
    SecretBytes key{crypto::kSha256Size};
    if (!stream.read(reinterpret_cast<char*>(key.data()), crypto::kSha256Size))
        return Error{Errc::NotFound, "pseudonym key"};
    return Pseudonym{pseudonymText(key, kind, value)};
}

}  // namespace sotto::audit
