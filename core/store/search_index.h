// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// The index of the search, as the stores keep it that write a message, a file or a correction: in
/// the same transaction. What is older than the index is left to SearchStore::indexMore().
/// Errors everywhere: Storage, StorageFull. Engine thread only; needs an open Transaction.
class SearchIndex {
public:
    /// What is put into the index for one message.
    struct Entry {
        MessageId id{};
        std::string words;
        std::string about;  ///< the patient
        std::string facts;  ///< whose, where, whether it is a file
    };

    static Result<SearchIndex> open(Connection& connection);

    /// Takes in a message that was just written and has no file.
    Result<Done> addNew(MessageId id, const MessageRow& row);
    /// Takes in a message as it stands in the vault.
    Result<Done> add(MessageId id);
    /// Takes it out; before anything of it changes, because the index knows only its words.
    Result<Done> forget(MessageId id);

    Result<Done> put(const Entry& entry);

    /// After these words SQL narrows down whose entries are read by readEntry().
    static std::string selectEntries();
    static Result<Entry> readEntry(const Statement& row);
    static std::string factOf(ConversationId conversation);
    static std::string factOf(const Jid& sender);

private:
    SearchIndex() = default;

    std::optional<Statement> m_add, m_remove, m_entry;
};

inline constexpr std::string_view kFileFact = "file";

/// Of what readEntry() makes of a message; another one means: begin anew.
inline constexpr int kSearchIndexVersion = 1;

}  // namespace sotto::store
