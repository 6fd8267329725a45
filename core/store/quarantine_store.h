// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

inline constexpr std::size_t kMostQuarantinedBytes = 256 * 1024;

/// Stanzas that could not be read, as they came, each with the card that the user sees, and
/// how far the repair of that card is. When the genuine message comes, the card's row becomes
/// it (MessageStore::fill) and forget() ends the quarantine.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class QuarantineStore {
public:
    static Result<QuarantineStore> open(Connection& connection);

    /// `row.message` is a row of kind Undecryptable. What is longer than
    /// kMostQuarantinedBytes is cut. Errors: Duplicate (that card has one already).
    Result<Done> add(const QuarantineRow& row);
    Result<std::optional<QuarantineRow>> find(MessageId message);

    /// The card that stands for that message.
    Result<std::optional<MessageId>> card(const Jid& sender, DeviceId device,
                                          std::string_view originId);

    /// The card has become its message: the raw bytes go.
    Result<Done> forget(MessageId message);
    /// There was no message behind it: card and raw bytes go.
    Result<Done> removeCard(MessageId message);

    Result<Done> setReason(MessageId message, QuarantineReason reason);
    Result<Done> setRepair(MessageId message, RepairState state, std::int64_t askedAtMs);

    /// Cards of others that name a device and an id and are still to be asked for, oldest
    /// first. Untrusted ones wait for a person, postponed ones for time.
    Result<std::vector<CardDue>> due(const Jid& self);
    /// Cards of one device that were asked for since then and not answered.
    Result<int> outstanding(const Jid& sender, DeviceId device, std::int64_t sinceMs);

    /// Oldest first.
    Result<std::vector<QuarantineRow>> withReason(QuarantineReason reason, int limit);

    Result<int> count();

private:
    QuarantineStore() = default;

    std::optional<Statement> m_add, m_find, m_card, m_forget, m_removeCard, m_setReason;
    std::optional<Statement> m_setRepair, m_due, m_outstanding, m_withReason, m_count;
};

}  // namespace sotto::store
