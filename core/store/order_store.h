// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/record_store.h"
#include "core/store/rows.h"
#include "core/store/statement.h"

#include <optional>
#include <vector>

namespace sotto::store {

/// What makes a message an order; its words are the message's own.
struct OrderRow {
    MessageId message{};
    std::int64_t signedAtMs = 0;
    int utcOffsetMin = 0;
    DeviceId by{};
    Bytes signature{};
    std::int64_t cancelledAtMs = 0;
};

/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open Transaction.
class OrderStore {
public:
    static Result<OrderStore> open(Connection& connection);

    /// Notes for the activity log that it was signed, if it is ours.
    Result<Done> add(const OrderRow& order, const MessageRow& message);
    Result<std::optional<OrderRow>> find(MessageId message);

    /// It stays, and nobody must act on it any more. False: it was cancelled before.
    Result<bool> cancel(const MessageRow& message, std::int64_t atMs);

    /// For the activity log: `person` says that it is in the record.
    Result<Done> noteEntered(const MessageRow& message, const Jid& person, std::int64_t atMs);

private:
    OrderStore() = default;

    std::optional<Statement> m_add, m_find, m_cancel, m_close;
    std::optional<RecordStore> m_records;
};

}  // namespace sotto::store
