// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/resend_store.h"

namespace sotto::store {
namespace {

Result<ResendDue> readDue(const Statement& row)
{
    SOTTO_TRY_ASSIGN(auto account, row.jid(1));
    return ResendDue{row.integer(0), {std::move(account), row.as<DeviceId>(2)}, row.text(3)};
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
            {&store.m_due, "SELECT id, account, device, origin_id FROM resend_due ORDER BY id"},
            {&store.m_remove, "DELETE FROM resend_due WHERE id = ?1"},
        }));
    return store;
}

Result<Done> ResendStore::add(const omemo::DeviceAddress& by, std::string_view originId, int most)
{
    SOTTO_TRY(m_add->with(by.account.toString(), by.device, originId, most).run());
    return Done{};
}

Result<std::vector<ResendDue>> ResendStore::due()
{
    return m_due->with().all(readDue);
}

Result<Done> ResendStore::remove(std::int64_t id)
{
    SOTTO_TRY(m_remove->with(id).run());
    return Done{};
}

}  // namespace sotto::store
