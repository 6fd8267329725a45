// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// The roster as the relay last told it, so that names are there before it answers.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class PeopleStore {
public:
    static Result<PeopleStore> open(Connection& connection);

    Result<std::vector<PersonRow>> all();  ///< by group, then name
    Result<std::optional<PersonRow>> find(const Jid& address);
    Result<Done> save(const PersonRow& person);
    Result<Done> remove(const Jid& address);
    Result<Done> replaceAll(const std::vector<PersonRow>& people);

private:
    PeopleStore(Statement all, Statement find, Statement save, Statement remove, Statement clear);

    Statement m_all, m_find, m_save, m_remove, m_clear;
};

}  // namespace sotto::store
