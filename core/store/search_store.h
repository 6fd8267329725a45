// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/patient.h"
#include "core/domain/search_query.h"
#include "core/store/search_index.h"

#include <vector>

namespace sotto::store {

/// What is looked for, with the names in its filters already resolved.
struct SearchFor {
    std::vector<QStringList> terms{};  ///< as SearchQuery::terms
    std::optional<std::vector<Jid>> from{};
    std::optional<std::vector<ConversationId>> in{};
    bool hasFile = false;
    std::int64_t sentFromMs = std::numeric_limits<std::int64_t>::min();
    std::int64_t sentBeforeMs = std::numeric_limits<std::int64_t>::max();
};

/// A message that was found.
struct FoundRow {
    MessageId id{};
    ConversationId conversation{};
    Jid sender;
    bool outgoing = false;
    Urgency urgency = Urgency::Fyi;
    std::int64_t sentAtMs = 0;
    std::string text{};  ///< of a file its name
    bool isFile = false;
    PatientTag patient{};  ///< without labels; empty: nobody is named
};

struct FoundSlice {
    std::vector<FoundRow> newestFirst;
    std::optional<MessageId> goOnBefore;  ///< no value: all was looked at
};

/// How far the index is.
struct IndexState {
    MessageId next{};  ///< 0: all messages are in it
    std::int64_t oldestMs = 0;
    std::int64_t indexedFromMs = 0;  ///< 0 with `next`
    int percent = 100;
};

/// Asks the index of the search, and makes it of what is older than it.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class SearchStore {
public:
    static Result<SearchStore> open(Connection& connection);

    /// Looks at the newest `most` that fit and are older than `before`.
    Result<FoundSlice> look(const SearchFor& what, MessageId before, int most);

    /// All conversations, with whom they are.
    Result<std::vector<std::pair<ConversationId, Jid>>> conversations();

    Result<IndexState> state();
    /// Begins anew if the words were taken in another way.
    Result<Done> beginAnewIfOld();
    Result<Done> beginAnew();
    /// Puts in so many more, the newest first. False: all are in.
    Result<bool> indexMore(int most);

private:
    SearchStore() = default;

    std::optional<SearchIndex> m_index;
    std::optional<Statement> m_look, m_lookAll, m_conversations, m_state, m_version, m_older,
        m_setNext, m_clear, m_reset, m_oldest, m_firstFrom;
};

}  // namespace sotto::store
