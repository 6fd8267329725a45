// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/vault.h"

namespace sotto::store {

/// I8, a restored vault: nothing may be sent with what another copy of it may have used.
/// Empties the outbox and puts back to queued what was sealed and is not known to be at the
/// relay. The keys go with SignalKeyStore::forgetOwnDevice(). Needs an open Transaction.
/// True: receipts were in it. Errors: Storage, StorageFull.
Result<bool> abandonOutbox(Vault& vault);

}  // namespace sotto::store
