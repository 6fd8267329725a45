// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/resend_store.h"

namespace sotto::store {
namespace {

Result<omemo::DeviceAddress> readDevice(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto account, row.jid(0));
    return omemo::DeviceAddress{std::move(account), row.as<DeviceId>(1)};
}

}  // namespace

Result<ResendStore> ResendStore::open(Connection& connection)
{
    ResendStore store;
    SOTTO_TRY(prepareAll(
        connection,
        {
            {&store.m_add,
             "INSERT INTO resend_due (account, device, origin_id) SELECT ?1, ?2, ?3 "
             "WHERE (SELECT count(*) FROM resend_due WHERE account = ?1 AND device = ?2) < ?4 "
             "ON CONFLICT (account, device, origin_id) DO NOTHING"},
            {&store.m_waiting,
             "SELECT DISTINCT account, device FROM resend_due ORDER BY account, device"},
            {&store.m_due,
             "SELECT id, origin_id FROM resend_due WHERE account = ?1 AND device = ?2 "
             "ORDER BY id"},
            {&store.m_remove, "DELETE FROM resend_due WHERE id = ?1"},
        }));
    return store;
}

Result<Done> ResendStore::add(const omemo::DeviceAddress& by, std::string_view originId, int most)
{
    SOTTO_TRY(m_add->with(by.account.toString(), by.device, originId, most).run());
    return Done{};
}

Result<std::vector<omemo::DeviceAddress>> ResendStore::waiting()
{
    return m_waiting->with().all(readDevice);
}

Result<std::vector<ResendDue>> ResendStore::due(const omemo::DeviceAddress& by)
{
    return m_due->with(by.account.toString(), by.device)
        .all([&](const Statement& row) -> Result<ResendDue> {
            return ResendDue{row.integer(0), by, row.text(1)};
        });
}

Result<Done> ResendStore::remove(std::int64_t id)
{
    SOTTO_TRY(m_remove->with(id).run());
    return Done{};
}

}  // namespace sotto::store
