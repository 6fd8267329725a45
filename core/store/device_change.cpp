// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/device_change.h"

#include "core/domain/message.h"
#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

Result<bool> abandonOutbox(Vault& vault)
{
    SOTTO_TRY_ASSIGN(
        auto receipts,
        Statement::prepare(vault.connection(), "DELETE FROM outbox WHERE purpose = ?1"));
    SOTTO_TRY_ASSIGN(const int lost, receipts.with(Purpose::Receipt).run());
    SOTTO_TRY_ASSIGN(auto empty, Statement::prepare(vault.connection(), "DELETE FROM outbox"));
    SOTTO_TRY(empty.run());
    SOTTO_TRY_ASSIGN(auto requeue,
                     Statement::prepare(vault.connection(),
                                        "UPDATE message SET delivery = ?1 "
                                        "WHERE outgoing = 1 AND delivery IN (?2, ?3)"));
    SOTTO_TRY(requeue.with(Delivery::Queued, Delivery::Sealed, Delivery::Sent).run());
    return lost > 0;
}

}  // namespace sotto::store
