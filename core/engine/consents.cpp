// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/consents.h"

#include "core/domain/patient.h"

namespace sotto::engine {

Result<std::vector<Consent>> Consents::of(const std::string& number)
{
    const auto key = recordKey(number);
    if (key.empty())
        return std::vector<Consent>{};
    return m_context.stores.consents.of(key);
}

Result<std::vector<Consent>> Consents::all()
{
    return m_context.stores.consents.all();
}

Result<Done> Consents::record(Consent consent)
{
    consent.recordedAtMs = m_context.nowMs();
    consent.recordedBy = m_context.self.toString();
    if (!isUsable(consent))
        return Error{Errc::Malformed, "consent"};
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY(m_context.stores.consents.add(consent));
    return transaction.commit();
}

Result<Done> Consents::revoke(std::int64_t id)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto found, m_context.stores.consents.find(id));
    if (!found)
        return Error{Errc::NotFound, "consent"};
    SOTTO_TRY(m_context.stores.consents.revoke(id, m_context.nowMs(), m_context.self.toString()));
    return transaction.commit();
}

}  // namespace sotto::engine
