// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Between a message's row, its file's row, what stands on the wire and what is shown.

#include "core/api/attachment.h"
#include "core/store/stores.h"
#include "core/xmpp/content.h"

namespace sotto::engine {

/// What an outgoing message says of its file. No value: it has none. Errors: Storage.
Result<std::optional<xmpp::FileInfo>> fileInfoOf(store::Stores& stores, MessageId message);

/// If the text that came is a link to a file, notes the file beside its message, in the
/// caller's transaction. What is no good link stays a text (E1, E6). Errors: Storage,
/// StorageFull.
Result<Done> noteFile(store::Stores& stores, MessageId message, const xmpp::TextMessage& text);

/// The file as it is shown while nothing moves: Kept or Offered.
AttachmentSnapshot atRest(const store::AttachmentRow& row);

}  // namespace sotto::engine
