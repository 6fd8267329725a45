// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/search_index.h"
#include "core/store/statement.h"

#include <vector>

namespace sotto::store {

/// An old message, with all that may stand against its removal.
struct OldMessage {
    MessageId id{};
    ConversationId conversation{};
    Jid peer;  ///< of the conversation, bare
    MessageKind kind = MessageKind::Text;
    bool outgoing = false;
    Jid sender;  ///< bare
    DeviceId senderDevice{};
    std::string originId{};
    std::int64_t atMs = 0;  ///< when it was sent, never later than when it came
    bool isNeeded = false;  ///< unread, open, unanswered, under way, owed or put aside
    bool isInRoom = false;
    bool isCopyDue = false;  ///< it is known that the archive shall have it
    bool isKept = false;     ///< the archive says that it has it
    std::string file{};      ///< in the folder `files`; empty: none is here
};

struct OldSlice {
    std::vector<OldMessage> oldestFirst;
    std::optional<MessageId> goOnAfter;  ///< no value: all were looked at
};

/// What goes from the vault because it is old, and what is remembered of it.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open Transaction.
class RetentionStore {
public:
    static Result<RetentionStore> open(Connection& connection);

    /// Looks at the `most` messages after that one, and gives those that came before that time.
    Result<OldSlice> look(MessageId after, int most, std::int64_t beforeMs);

    /// The message with all that hangs on it goes: its words in the search, earlier texts, states,
    /// patient, the key of its file. What stays is its name, so that the relay's archive does not
    /// bring it back, and that its conversation lost something. The file itself is the caller's
    /// to remove, after the COMMIT.
    Result<Done> remove(const OldMessage& message, std::int64_t nowMs);

    /// What came too early for a message that never came, or was removed: states and changes that
    /// are older than that.
    Result<Done> dropStale(std::int64_t beforeMs);

    /// A stanza of that name must not come again, whatever it held.
    Result<Done> remember(const Jid& sender, DeviceId device, std::string_view originId,
                          std::int64_t nowMs);
    /// True: this vault had it, and it was removed, or it was to be remembered.
    Result<bool> wasRemoved(const Jid& sender, DeviceId device, std::string_view originId);
    /// When the newest of what was removed from a conversation was written; 0: nothing was.
    Result<std::int64_t> removedUntil(ConversationId in);

private:
    RetentionStore() = default;

    Result<Done> planDependents(Connection& connection);

    std::optional<Statement> m_look, m_last, m_forgetStates, m_remember, m_wasRemoved, m_drop,
        m_note, m_until, m_staleStates, m_staleChanges, m_staleReactions;
    std::vector<Statement> m_dependents;  ///< what frees a message of rows that refer to it
    std::optional<SearchIndex> m_search;
};

}  // namespace sotto::store
