// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/consent_store.h"

#include "core/domain/patient.h"

namespace sotto::store {
namespace {

Result<Consent> readConsent(const Statement& row)
{
    const auto channel = row.integer(3);
    if (channel < 0 || channel >= static_cast<std::int64_t>(kContactChannels))
        return Error{Errc::Storage, "consent channel"};
    return Consent{
        row.integer(0), row.text(1),    row.text(2), static_cast<ContactChannel>(channel),
        row.text(4),    row.text(5),    row.text(6), row.integer(7),
        row.text(8),    row.integer(9), row.text(10)};
}

}  // namespace

#define SOTTO_CONSENT_COLUMNS                                                                      \
    "SELECT id, name, number, channel, scope, notice, agreed_on, recorded_at_ms, recorded_by, "    \
    "revoked_at_ms, revoked_by FROM consent "

Result<ConsentStore> ConsentStore::open(Connection& connection)
{
    ConsentStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO consent (patient_key, name, number, channel, scope, notice, agreed_on, "
             "recorded_at_ms, recorded_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
            {&store.m_find, SOTTO_CONSENT_COLUMNS "WHERE id = ?1"},
            {&store.m_of, SOTTO_CONSENT_COLUMNS "WHERE patient_key = ?1 ORDER BY id DESC"},
            {&store.m_all, SOTTO_CONSENT_COLUMNS "ORDER BY id"},
            {&store.m_revoke,
             "UPDATE consent SET revoked_at_ms = ?2, revoked_by = ?3 "
             "WHERE id = ?1 AND revoked_at_ms = 0"},
        }));
    return store;
}

#undef SOTTO_CONSENT_COLUMNS

Result<Done> ConsentStore::add(const Consent& consent)
{
    SOTTO_TRY(m_add
                  ->with(recordKey(consent.number), consent.name, consent.number,
                         static_cast<std::int64_t>(consent.channel), consent.scope, consent.notice,
                         consent.agreedOn, consent.recordedAtMs, consent.recordedBy)
                  .run());
    return Done{};
}

Result<std::optional<Consent>> ConsentStore::find(std::int64_t id)
{
    return m_find->with(id).first(readConsent);
}

Result<std::vector<Consent>> ConsentStore::of(std::string_view key)
{
    return m_of->with(key).all(readConsent);
}

Result<std::vector<Consent>> ConsentStore::all()
{
    return m_all->with().all(readConsent);
}

Result<Done> ConsentStore::revoke(std::int64_t id, std::int64_t atMs, std::string_view by)
{
    SOTTO_TRY(m_revoke->with(id, atMs, by).run());
    return Done{};
}

}  // namespace sotto::store
