// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Messages that are orders: between the vault, the envelope and the screen. What works on the vault
// does so inside the caller's transaction. Errors everywhere: Storage, StorageFull.

#include "core/api/snapshots.h"
#include "core/engine/arrivals.h"
#include "core/engine/directory.h"
#include "core/engine/vault_context.h"
#include "core/xmpp/content.h"

namespace sotto::engine {

/// An order as it came, or as it stands here.
struct OrderClaim {
    const xmpp::TextMessage& text;
    const std::string& originId;
    const Jid& author;
    const Jid& recipient;
};

/// Whether its author gave it to that person and both may: signed by a key of theirs that we trust,
/// and of one that came to us, the clinic lists both. A value that says no is no error.
Result<bool> holds(VaultContext& context, const OrderClaim& claim);

/// What stays the same whoever wrote it: it waits for somebody from the moment that it was signed.
void asOrder(store::MessageRow& row, const xmpp::OrderMark& mark, const OrderRules& rules,
             std::int64_t nowMs);

/// Keeps what an envelope said.
Result<Done> noteOrder(store::Stores& stores, const store::MessageRow& row,
                       const xmpp::TextMessage& text);
/// The same to put beside a text.
Result<std::optional<xmpp::OrderMark>> orderMarkOf(store::Stores& stores, MessageId message);

/// An order, or the line that cancels one: neither ever goes to a phone.
Result<bool> concernsOrder(VaultContext& context, const store::MessageRow& row);

/// Its author takes it back: it stays as it was and says so.
Result<Done> cancelOrder(VaultContext& context, const store::MessageRow& row, std::int64_t atMs,
                         Arrivals& arrivals);
/// Whether our person may still cancel it: not once they know that it is in the record.
Result<bool> mayCancel(store::Stores& stores, const store::MessageRow& row);

/// Whether our person may answer so now: first read back, then entered.
Result<bool> mayAnswer(store::Stores& stores, const store::MessageRow& row, Answer answer);

void addOrder(MessageSnapshot& out, VaultContext& context, const Directory& directory);

}  // namespace sotto::engine
