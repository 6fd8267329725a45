// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/people_store.h"

namespace sotto::store {
namespace {

Result<PersonRow> readPerson(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto address, row.jid(0));
    return PersonRow{std::move(address), row.text(1), row.text(2)};
}

Result<PersonCardRow> readCard(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto address, row.jid(0));
    return PersonCardRow{std::move(address), row.text(1), row.text(2),
                         row.text(3),        row.text(4), row.integer(5)};
}

}  // namespace

PeopleStore::PeopleStore(Statement all, Statement find, Statement save, Statement remove,
                         Statement clear, Cards cards)
    : m_all(std::move(all)),
      m_find(std::move(find)),
      m_save(std::move(save)),
      m_remove(std::move(remove)),
      m_clear(std::move(clear)),
      m_cards(std::move(cards))
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
    SOTTO_TRY_ASSIGN(auto cards, openCards(connection));
    return PeopleStore{std::move(all),    std::move(find),  std::move(save),
                       std::move(remove), std::move(clear), std::move(cards)};
}

Result<PeopleStore::Cards> PeopleStore::openCards(Connection& connection)
{
    SOTTO_TRY_ASSIGN(auto all,
                     Statement::prepare(connection,
                                        "SELECT address, name, title, department, phone, "
                                        "fetched_at FROM person_card"));
    SOTTO_TRY_ASSIGN(
        auto save,
        Statement::prepare(connection,
                           "INSERT INTO person_card (address, name, title, department, phone, "
                           "fetched_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                           "ON CONFLICT (address) DO UPDATE SET name = excluded.name, "
                           "title = excluded.title, department = excluded.department, "
                           "phone = excluded.phone, fetched_at = excluded.fetched_at"));
    SOTTO_TRY_ASSIGN(auto dropStray,
                     Statement::prepare(connection,
                                        "DELETE FROM person_card WHERE address <> ?1 AND "
                                        "address NOT IN (SELECT address FROM person)"));
    return Cards{std::move(all), std::move(save), std::move(dropStray)};
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

Result<std::vector<PersonCardRow>> PeopleStore::cards()
{
    return m_cards.all.with().all(readCard);
}

Result<Done> PeopleStore::saveCard(const PersonCardRow& card)
{
    SOTTO_TRY(m_cards.save
                  .with(card.address.toString(), card.name, card.title, card.department, card.phone,
                        card.fetchedAtMs)
                  .run());
    return Done{};
}

Result<Done> PeopleStore::dropStrayCards(const Jid& self)
{
    SOTTO_TRY(m_cards.dropStray.with(self.toString()).run());
    return Done{};
}

}  // namespace sotto::store
