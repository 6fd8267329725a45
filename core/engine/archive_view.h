// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the clinic's archive stands to a conversation, read from the vault. Errors everywhere:
// Storage.

#include "core/api/retention.h"
#include "core/engine/vault_context.h"

namespace sotto::engine {

/// A team in which the archive is a reader like the others: what is said there needs no copy.
Result<bool> archiveReads(VaultContext& context, const Jid& peer);

/// One of its devices could be sealed for now, as far as the vault knows.
Result<bool> archiveHasDevice(VaultContext& context);

/// Policy wants a copy of everything, and what is said to that peer could not be read by the
/// archive: nothing may leave.
Result<bool> archiveHolds(VaultContext& context, const Jid& peer);

/// What the head of a conversation says of it.
Result<ArchivedBy> archivedBy(VaultContext& context, const Jid& peer);

}  // namespace sotto::engine
