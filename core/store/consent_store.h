// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/consent.h"
#include "core/store/statement.h"

#include <optional>
#include <string_view>
#include <vector>

namespace sotto::store {

/// How patients agreed to be contacted. Errors everywhere: Storage, StorageFull. Engine thread
/// only; writes need an open Transaction.
class ConsentStore {
public:
    static Result<ConsentStore> open(Connection& connection);

    Result<Done> add(const Consent& consent);  ///< its id is not looked at
    Result<std::optional<Consent>> find(std::int64_t id);
    /// The newest first. `key`: recordKey() of the number.
    Result<std::vector<Consent>> of(std::string_view key);
    Result<std::vector<Consent>> all();  ///< the oldest first
    /// One that is revoked already stays as it is.
    Result<Done> revoke(std::int64_t id, std::int64_t atMs, std::string_view by);

private:
    ConsentStore() = default;

    std::optional<Statement> m_add, m_find, m_of, m_all, m_revoke;
};

}  // namespace sotto::store
