// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// How far back a receipt is repeated that may have been lost: a week, and so many messages.
inline constexpr std::int64_t kReceiptsAnewMs = std::int64_t{7} * 24 * 3'600'000;
inline constexpr int kMostReceiptsAnew = 1000;

/// Receipts that we owe. Written in the transaction that stores or reads the message;
/// taken away in the one that puts the sealed receipt into the outbox. So a crash loses
/// none, and a receipt that cannot be sealed now (no session) holds up no message.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class ReceiptStore {
public:
    static Result<ReceiptStore> open(Connection& connection);

    /// Owing it already is not an error.
    Result<Done> add(MessageId message, ReceiptKind kind);

    /// The oldest `limit`, by message.
    Result<std::vector<ReceiptDue>> due(int limit);
    Result<Done> settle(MessageId message, ReceiptKind kind);

    /// A receipt may have been lost: owes the furthest one again for each of the newest `limit`
    /// messages of that device since then.
    Result<Done> oweAnew(const Jid& sender, DeviceId device, std::int64_t sinceMs, int limit);
    /// The same for messages of everybody.
    Result<Done> oweAllAnew(std::int64_t sinceMs, int limit);

private:
    ReceiptStore() = default;

    std::optional<Statement> m_add, m_due, m_settle, m_oweAnew, m_oweAllAnew;
};

}  // namespace sotto::store
