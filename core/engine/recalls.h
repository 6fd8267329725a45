// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Recall and correction: by the author alone, within the time that policy gives, in any order
// with the message itself. All of it works inside the caller's transaction. Errors everywhere:
// Storage, StorageFull.

#include "core/engine/arrivals.h"
#include "core/engine/vault_context.h"
#include "core/store/change_store.h"
#include "core/xmpp/content.h"

#include <optional>
#include <string>

namespace sotto::engine {

/// What an envelope changes of an earlier message; no value: it changes nothing.
struct ChangeWords {
    std::string target;
    std::string body;  ///< empty: a recall
    std::optional<PatientTag> patient{};
};

std::optional<ChangeWords> changeOf(const xmpp::Content& content);

/// Takes a change that `change.author` has sealed. It counts for a message of theirs in the same
/// conversation, if it was sealed, and had reached the relay or us, within the time; what comes
/// before its message waits for it.
Result<Done> applyChange(VaultContext& context, const store::ChangeRow& change, Arrivals& arrivals);

/// The message is here now: what came before it applies.
Result<Done> applyEarlyChange(VaultContext& context, MessageId message, Arrivals& arrivals);

/// Until when the author may change it; 0: not at all.
std::int64_t changeableUntilMs(const VaultContext& context, const store::MessageRow& row);

/// What a message of ours says from now on; no text: it is recalled.
struct NewWords {
    std::string body{};
    std::optional<PatientTag> patient{};
};

/// Changes a message of ours here, and queues the line that changes it for the others. Gives that
/// line. Errors: Denied (not ours, not a text, recalled, or too late).
Result<MessageId> changeOurs(VaultContext& context, MessageId message, const NewWords& words);

/// What a queued line of ours says to the others. No value: it is an ordinary text.
Result<std::optional<xmpp::Content>> changeCarriedBy(VaultContext& context,
                                                     const store::MessageRow& line);

/// The same for a phone, which has no words for it but a text.
std::string phoneLineOf(const xmpp::Content& change);

}  // namespace sotto::engine
