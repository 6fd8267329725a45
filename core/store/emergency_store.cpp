// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/emergency_store.h"

namespace sotto::store {
namespace {

Result<EmergencyRow> readRow(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto accessor, row.jid(2));
    return EmergencyRow{row.integer(0), row.integer(1), std::move(accessor),
                        row.as<EmergencyReason>(3), row.as<EmergencyMethod>(4)};
}

}  // namespace

Result<EmergencyStore> EmergencyStore::open(Connection& connection)
{
    EmergencyStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO emergency_access (at_ms, accessor, reason, method) "
             "VALUES (?1, ?2, ?3, ?4)"},
            {&store.m_untold,
             "SELECT id, at_ms, accessor, reason, method FROM emergency_access WHERE told = 0 "
             "ORDER BY id"},
            {&store.m_unseen,
             "SELECT id, at_ms, accessor, reason, method FROM emergency_access WHERE seen = 0 "
             "ORDER BY id"},
            {&store.m_setTold, "UPDATE emergency_access SET told = 1 WHERE id = ?1"},
            {&store.m_setSeen, "UPDATE emergency_access SET seen = 1 WHERE seen = 0"},
        }));
    return store;
}

Result<Done> EmergencyStore::add(const EmergencyRow& row)
{
    SOTTO_TRY(m_add->with(row.atMs, row.accessor.toString(), row.reason, row.method).run());
    return Done{};
}

Result<std::vector<EmergencyRow>> EmergencyStore::untold()
{
    return m_untold->with().all(readRow);
}

Result<std::vector<EmergencyRow>> EmergencyStore::unseen()
{
    return m_unseen->with().all(readRow);
}

Result<Done> EmergencyStore::setTold(std::int64_t id)
{
    SOTTO_TRY(m_setTold->with(id).run());
    return Done{};
}

Result<Done> EmergencyStore::setSeen()
{
    SOTTO_TRY(m_setSeen->with().run());
    return Done{};
}

}  // namespace sotto::store
