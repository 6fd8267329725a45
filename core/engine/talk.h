// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What texts say of other messages and of people, between the vault, the envelope and the screen.
// Errors everywhere: Storage, StorageFull.

#include "core/api/snapshots.h"
#include "core/engine/arrivals.h"
#include "core/engine/directory.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/content.h"

#include <optional>
#include <string>

namespace sotto::engine {

/// Keeps what an envelope said beside a text, and shows anew what answers that text.
Result<Done> noteTalk(VaultContext& context, const store::MessageRow& row,
                      const xmpp::TextMessage& text, Arrivals& arrivals);

/// The same to put beside a text of ours.
Result<Done> addTalkTo(store::Stores& stores, MessageId message, xmpp::TextMessage& text);

/// A phone knows no replies: the message that is answered stands quoted before the text, unless it
/// is about a sensitive record.
Result<std::string> phoneBodyAnswering(VaultContext& context, const store::MessageRow& row,
                                       const std::string& body);

/// How that message may be answered in `in`. No value: it may not be.
Result<std::optional<store::NamedMessage>> answerable(VaultContext& context, ConversationId in,
                                                      MessageId message);

/// Never by what a sender claims: by our own copy, if it stands in that conversation.
QuotationSnapshot quotationOf(VaultContext& context, const Directory& directory, ConversationId in,
                              const store::NamedMessage& answered);

/// What a message answers, what people think of it, and whether our person is meant in it.
void addTalk(MessageSnapshot& out, VaultContext& context, const Directory& directory);

}  // namespace sotto::engine
