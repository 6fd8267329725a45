// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/logged_message.h"
#include "core/domain/message.h"
#include "core/domain/message_record.h"
#include "core/store/statement.h"

#include <vector>

namespace sotto::store {

/// What happened to messages until the activity log has it: noted in the transaction in which it
/// happened, so that neither a death nor a full disk loses the record of something that was kept.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open Transaction.
class RecordStore {
public:
    static Result<RecordStore> open(Connection& connection);

    /// `author` and `person`: without a value, the person of this vault.
    Result<Done> note(MessageAct act, const std::optional<Jid>& author, std::string_view originId,
                      const std::optional<Jid>& person, std::int64_t atMs);

    /// The first ones; `self` is put where the person of this vault is meant.
    Result<std::vector<MessageRecord>> oldest(const Jid& self, int limit);

    Result<Done> removeUpTo(std::int64_t number);

    /// Errors: NotFound.
    Result<LoggedMessage> nameOf(MessageId id);

private:
    RecordStore() = default;

    std::optional<Statement> m_note, m_oldest, m_remove, m_name;
};

}  // namespace sotto::store
