// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

#include <vector>

namespace sotto::store {

/// What the archive shall have of a message.
struct CopyRow {
    MessageId message{};
    std::string copy{};           ///< the origin id under which it went; empty: not sealed yet
    std::int64_t sealedAtMs = 0;  ///< 0: not yet
    std::int64_t keptAtMs = 0;    ///< when the archive said that it has it; 0: not yet
};

/// In the archive's own vault: between whom a message was that somebody's client handed in.
struct ArchivedRow {
    MessageId message{};
    Jid author;             ///< bare
    Jid peer;               ///< bare; the other person, or the team
    Jid handedBy;           ///< bare; whose client gave it
    bool received = false;  ///< they got it; else they wrote it
    std::string originId{};
};

/// What goes to the clinic's archive, and, there, what came. Errors everywhere: Storage,
/// StorageFull. Engine thread only; writes need an open Transaction.
class ArchiveStore {
public:
    static Result<ArchiveStore> open(Connection& connection);

    /// The archive shall have it. Having said so before is no error.
    Result<Done> addDue(MessageId message);
    /// Of what is not known to be there: what was never sealed, or last before that time; oldest
    /// first. What changes a message waits until that is there: each text is kept then.
    Result<std::vector<CopyRow>> due(std::int64_t sealedBeforeMs, int limit);
    /// It goes under that id; a team's message under its own.
    Result<Done> noteSealed(MessageId message, std::string_view copy, std::int64_t atMs);
    /// The archive has it. No value: nothing of ours, or it said so before.
    Result<std::optional<MessageId>> noteKept(std::string_view copy, std::int64_t atMs);
    Result<Done> drop(MessageId message);  ///< there is nothing to hand in

    /// It is about to be another, or gone: what was to be handed in stays until the archive has
    /// it. The first one stands.
    Result<Done> keepOriginal(MessageId message, std::string_view copy);
    Result<std::optional<std::string>> original(MessageId message);
    /// Our lines that change the message of ours with that name and are not known to be there.
    Result<std::vector<MessageId>> changesDue(std::string_view target);
    Result<std::optional<CopyRow>> find(MessageId message);
    Result<int> countDue();

    Result<Done> addArchived(const ArchivedRow& row);
    Result<std::optional<ArchivedRow>> archived(MessageId message);

private:
    ArchiveStore() = default;

    std::optional<Statement> m_addDue, m_due, m_sealed, m_byCopy, m_kept, m_find, m_count, m_drop,
        m_addArchived, m_archived, m_keepOriginal, m_original, m_dropOriginal, m_changesDue;
};

}  // namespace sotto::store
