// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// The roster as the relay last told it, so that names are there before it answers, and the
/// vCards that were fetched.
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

    Result<std::vector<PersonCardRow>> cards();
    Result<Done> saveCard(const PersonCardRow& card);
    /// Those of people who are neither in the directory nor `self`.
    Result<Done> dropStrayCards(const Jid& self);

private:
    struct Cards {
        Statement all, save, dropStray;
    };

    PeopleStore(Statement all, Statement find, Statement save, Statement remove, Statement clear,
                Cards cards);
    static Result<Cards> openCards(Connection& connection);

    Statement m_all, m_find, m_save, m_remove, m_clear;
    Cards m_cards;
};

}  // namespace sotto::store
