// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/device_change.h"

#include "core/store/statement.h"

namespace sotto::store {

Result<Done> abandonOutbox(Vault& vault)
{
    SOTTO_TRY_ASSIGN(auto empty, Statement::prepare(vault.connection(), "DELETE FROM outbox"));
    SOTTO_TRY(empty.run());
    SOTTO_TRY_ASSIGN(auto requeue,
                     Statement::prepare(vault.connection(),
                                        "UPDATE message SET delivery = ?1 "
                                        "WHERE outgoing = 1 AND delivery IN (?2, ?3)"));
    SOTTO_TRY(requeue.with(Delivery::Queued, Delivery::Sealed, Delivery::Sent).run());
    return Done{};
}

Result<Done> adoptMessages(Vault& vault, DeviceId from, DeviceId to)
{
    SOTTO_TRY_ASSIGN(auto adopt,
                     Statement::prepare(vault.connection(),
                                        "UPDATE message SET sender_device = ?2 "
                                        "WHERE outgoing = 1 AND sender_device = ?1"));
    SOTTO_TRY(adopt.with(from, to).run());
    return Done{};
}

}  // namespace sotto::store
