// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// Stanzas that wait for a proof that the relay keeps them, as exact bytes: what is sent again
/// is what was sent before (I4). Also remembers the ids of what may have left, for I7.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class OutboxStore {
public:
    static Result<OutboxStore> open(Connection& connection);

    /// Gives the new row's id; row.id, row.attempts and row.ackedAtMs are ignored. From now on
    /// the id counts as sent by us: no byte may leave before the COMMIT (I1).
    /// A message that failed may be sealed and added again under its id: recipients show it
    /// once. Errors: Duplicate (the origin id waits here already).
    Result<OutboxId> add(const OutboxRow& row);

    /// All that wait, in the order in which they were added.
    Result<std::vector<OutboxRow>> pending();
    Result<std::optional<OutboxRow>> find(std::string_view originId);

    /// The relay says that it has it. Gives the row; nullopt if it was proved before.
    Result<std::optional<OutboxRow>> noteAcked(std::string_view originId, std::int64_t nowMs);

    /// Acknowledged, yet the archive lacks it: it counts as not acknowledged again.
    Result<Done> noteMissing(OutboxId id);

    /// True if something was acknowledged that nothing proves yet.
    Result<bool> hasUnproved();

    /// It is proved, or refused for good. Gives the row that is gone; nullopt if there was
    /// none.
    Result<std::optional<OutboxRow>> remove(std::string_view originId);

    /// False for an archived stanza with our device id: a clone or a rolled-back vault (I7).
    Result<bool> wasOurs(std::string_view originId);

    /// What we sent under that id. No value: nothing that we remember.
    Result<std::optional<Purpose>> purposeOf(std::string_view originId);

    /// Forgets ids that left before that time. Use the relay's archive span and some more.
    Result<Done> forgetSentBefore(std::int64_t atMs);

private:
    OutboxStore() = default;

    std::optional<Statement> m_add, m_pending, m_find, m_acked, m_missing, m_unproved, m_remove,
        m_noteSent, m_wasOurs, m_purposeOf, m_forget;
};

}  // namespace sotto::store
