// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is handed to the clinic's archive of a message. All of it works inside the caller's
// transaction. Errors everywhere: Storage, StorageFull.

#include "core/engine/vault_context.h"
#include "core/xmpp/content.h"

#include <optional>

namespace sotto::engine {

/// What a message, or a line that changes one, says as it stands here now.
Result<xmpp::Content> contentOfRow(VaultContext& context, const store::MessageRow& row);

/// The element that hands it in, with the words that it had first. No value: there is nothing to
/// hand in, because they are nowhere any more.
Result<std::optional<xmpp::Element>> archiveCopyOf(VaultContext& context, MessageId message);

/// Somebody is about to change that message, or to take it back, and the archive may not have it
/// yet: as it is now it stays in this vault, unseen, until the archive says that it has it.
/// The same for the lines of ours that changed it before.
Result<Done> keepForArchive(VaultContext& context, const store::MessageRow& row);

}  // namespace sotto::engine
