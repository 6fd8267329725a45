// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/emergency.h"
#include "core/store/rows.h"
#include "core/store/statement.h"

#include <optional>
#include <vector>

namespace sotto::store {

/// One emergency access to this vault, by somebody else than its owner or without what the owner
/// signs in with.
struct EmergencyRow {
    std::int64_t id = 0;
    std::int64_t atMs = 0;  ///< wall clock, UTC
    Jid accessor;           ///< bare; as they said
    EmergencyReason reason = EmergencyReason::Drill;
    EmergencyMethod method = EmergencyMethod::SealedCode;
};

/// What the owner, and the roles that policy names, must be told. Errors everywhere: Storage,
/// StorageFull. Engine thread only; writes need an open Transaction.
class EmergencyStore {
public:
    static Result<EmergencyStore> open(Connection& connection);

    Result<Done> add(const EmergencyRow& row);  ///< `id` is made here
    Result<std::vector<EmergencyRow>> untold();
    Result<std::vector<EmergencyRow>> unseen();
    Result<Done> setTold(std::int64_t id);
    Result<Done> setSeen();  ///< all

private:
    EmergencyStore() = default;

    std::optional<Statement> m_add, m_untold, m_unseen, m_setTold, m_setSeen;
};

}  // namespace sotto::store
