// SPDX-License-Identifier: GPL-3.0-or-later
// The register of consents, as the program asks for it.
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

Result<std::vector<Consent>> Engine::consentsOf(const std::optional<std::string>& number)
{
    if (!m_open)
        return Error{Errc::NotFound, "no vault is open"};
    return number ? m_open->consents().of(*number) : m_open->consents().all();
}

Result<Done> Engine::recordConsent(Consent consent)
{
    if (!m_open || m_open->isReading())
        return Error{Errc::Denied, "this vault is not ours to write"};
    return m_open->consents().record(std::move(consent));
}

Result<Done> Engine::revokeConsent(std::int64_t id)
{
    if (!m_open || m_open->isReading())
        return Error{Errc::Denied, "this vault is not ours to write"};
    return m_open->consents().revoke(id);
}

}  // namespace sotto::engine
