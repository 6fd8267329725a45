// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What people think of messages: one set for each person and message, the youngest counts,
// whatever way and in whatever order they come. All of it works inside the caller's transaction.
// None of it moves a message on, rings, or makes anything unread. Errors everywhere: Storage,
// StorageFull.

#include "core/engine/arrivals.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/reactions.h"

#include <optional>
#include <string>
#include <vector>

namespace sotto::engine {

/// What somebody sealed.
struct ReactionReport {
    const xmpp::Reactions& said;
    Jid person;  ///< bare
    std::int64_t sealedAtMs = 0;
};

/// It counts from who takes part in the conversation of the message. What comes before its message
/// waits for it, as long as an early recall does; so does what is for a message that never comes.
Result<Done> applyReactions(VaultContext& context, const ReactionReport& report,
                            Arrivals& arrivals);

/// The message is here now: what came before it counts.
Result<Done> applyEarlyReactions(VaultContext& context, const store::MessageRow& row);

/// Sets ours, which the others are then owed. Errors: Denied (no text, recalled, an order, one that
/// has not left, or of a team that we are no longer in; too many, or what is no emoji).
Result<Done> setOurReactions(VaultContext& context, MessageId message,
                             const std::vector<std::string>& emoji);

/// What the others are to be told of ours. No value: nothing.
Result<std::optional<xmpp::Reactions>> ourReactions(VaultContext& context, MessageId message);

}  // namespace sotto::engine
