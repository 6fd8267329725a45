// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/passing_store.h"

namespace sotto::store {
namespace {

Result<PassingRow> readPassing(const Statement& row)
{
    return PassingRow{row.as<MessageId>(0), row.as<PassingWhy>(1), row.text(2), row.text(3),
                      row.integer(4) != 0};
}

}  // namespace

Result<PassingStore> PassingStore::open(Connection& connection)
{
    const std::string columns = "SELECT message, why, ref, person, told FROM message_passing ";
    PassingStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO message_passing (message, why, ref, person, told) "
             "VALUES (?1, ?2, ?3, ?4, ?5)"},
            {&store.m_find, columns + "WHERE message = ?1"},
            {&store.m_untold, columns + "WHERE told = 0 ORDER BY message"},
            {&store.m_setTold, "UPDATE message_passing SET told = 1 WHERE message = ?1"},
            {&store.m_ofBroadcast,
             "SELECT message FROM message_passing WHERE why = 1 AND ref = ?1 ORDER BY message"},
        }));
    return store;
}

Result<Done> PassingStore::add(const PassingRow& row)
{
    SOTTO_TRY(m_add->with(row.message, row.why, row.ref, row.person, row.told ? 1 : 0).run());
    return Done{};
}

Result<std::optional<PassingRow>> PassingStore::find(MessageId message)
{
    return m_find->with(message).first(readPassing);
}

Result<std::vector<PassingRow>> PassingStore::untold()
{
    return m_untold->with().all(readPassing);
}

Result<Done> PassingStore::setTold(MessageId message)
{
    SOTTO_TRY(m_setTold->with(message).run());
    return Done{};
}

Result<std::vector<MessageId>> PassingStore::ofBroadcast(std::string_view ref)
{
    return m_ofBroadcast->with(ref).all(
        [](const Statement& row) -> Result<MessageId> { return row.as<MessageId>(0); });
}

}  // namespace sotto::store
