// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/people_store.h"

namespace sotto::store {
namespace {

Result<PersonRow> readPerson(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto address, row.jid(0));
    return PersonRow{std::move(address), row.text(1), row.text(2)};
}

}  // namespace

PeopleStore::PeopleStore(Statement all, Statement find, Statement save, Statement remove,
                         Statement clear)
    : m_all(std::move(all)),
      m_find(std::move(find)),
      m_save(std::move(save)),
      m_remove(std::move(remove)),
      m_clear(std::move(clear))
{
}

Result<PeopleStore> PeopleStore::open(Connection& connection)
{
    SOTTO_TRY_ASSIGN(auto all,
                     Statement::prepare(connection,
                                        "SELECT address, name, group_name FROM person "
                                        "ORDER BY group_name, name, address"));
    SOTTO_TRY_ASSIGN(
        auto find,
        Statement::prepare(connection,
                           "SELECT address, name, group_name FROM person WHERE address = ?1"));
    SOTTO_TRY_ASSIGN(
        auto save,
        Statement::prepare(connection,
                           "INSERT INTO person (address, name, group_name) VALUES (?1, ?2, ?3) "
                           "ON CONFLICT (address) DO UPDATE "
                           "SET name = excluded.name, group_name = excluded.group_name"));
    SOTTO_TRY_ASSIGN(auto remove,
                     Statement::prepare(connection, "DELETE FROM person WHERE address = ?1"));
    SOTTO_TRY_ASSIGN(auto clear, Statement::prepare(connection, "DELETE FROM person"));
    return PeopleStore{std::move(all), std::move(find), std::move(save), std::move(remove),
                       std::move(clear)};
}

Result<std::vector<PersonRow>> PeopleStore::all()
{
    return m_all.with().all(readPerson);
}

Result<std::optional<PersonRow>> PeopleStore::find(const Jid& address)
{
    return m_find.with(address.toString()).first(readPerson);
}

Result<Done> PeopleStore::save(const PersonRow& person)
{
    SOTTO_TRY(m_save.with(person.address.toString(), person.name, person.group).run());
    return Done{};
}

Result<Done> PeopleStore::remove(const Jid& address)
{
    SOTTO_TRY(m_remove.with(address.toString()).run());
    return Done{};
}

Result<Done> PeopleStore::replaceAll(const std::vector<PersonRow>& people)
{
    SOTTO_TRY(m_clear.with().run());
    for (const auto& person : people)
        SOTTO_TRY(save(person));
    return Done{};
}

}  // namespace sotto::store
