// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

#include <set>

namespace sotto::store {

/// Conversations, one for each peer, with their drafts. Last line and unread counts are
/// derived from the messages, so they cannot disagree with them.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class ConversationStore {
public:
    static Result<ConversationStore> open(Connection& connection);

    /// The conversation with that address, made if there is none.
    Result<ConversationId> findOrCreate(const Jid& peer, std::int64_t nowMs);
    Result<std::optional<ConversationId>> find(const Jid& peer);

    /// Newest message or draft first, those without either last, newest made first.
    Result<std::vector<ConversationRow>> list();
    Result<std::optional<ConversationRow>> get(ConversationId id);

    /// An empty text removes the draft (I9). `role`: see ConversationRow. Errors: NotFound.
    Result<Done> saveDraft(ConversationId id, std::string_view text, std::string_view role,
                           std::int64_t nowMs);

    /// It stands above others, or no longer. Errors: NotFound.
    Result<Done> setPinned(ConversationId id, bool isPinned);
    /// What is not urgent there makes no sound, or does again. Errors: NotFound.
    Result<Done> setMuted(ConversationId id, bool isMuted);
    /// Whether every one of them is muted; of none: no.
    Result<bool> areMuted(const std::set<ConversationId>& ids);

private:
    ConversationStore(Statement find, Statement create, Statement list, Statement saveDraft,
                      Statement pin, Statement mute, Statement isMuted);

    Statement m_find, m_create, m_list, m_saveDraft, m_pin, m_mute, m_isMuted;
};

}  // namespace sotto::store
