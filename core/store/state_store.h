// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/record_store.h"
#include "core/store/rows.h"
#include "core/store/statement.h"

#include <vector>

namespace sotto::store {

/// So many reports of one person are kept whose message is not here yet.
inline constexpr int kMostEarlyStates = 1000;

/// How many people a message of ours was for, and how many of them are how far.
struct StateCounts {
    int people = 0;
    int delivered = 0;
    int read = 0;
    int acknowledged = 0;
    int accepted = 0;
    int done = 0;
    int declined = 0;
};

/// What became of our own messages, person by person, whichever of our devices wrote them.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class StateStore {
public:
    static Result<StateStore> open(Connection& connection);

    /// The message is for that person: what they report of it counts, also what came before.
    Result<Done> addAudience(std::string_view originId, const Jid& person);

    /// True: somebody is in the audience of that message, so that it is known.
    Result<bool> isKnown(std::string_view originId);

    /// Notes what somebody in the audience reports. Each state implies those before it, and
    /// each keeps its first time (I6). False: nothing new, or they are not in the audience.
    Result<bool> note(std::string_view originId, const Jid& person, ReceiptKind kind,
                      std::int64_t atMs);

    /// The same for a message that is not here yet; beyond kMostEarlyStates it is dropped.
    Result<Done> noteEarly(std::string_view originId, const Jid& person, ReceiptKind kind,
                           std::int64_t atMs);

    Result<StateCounts> counts(std::string_view originId);
    Result<std::vector<PersonState>> people(std::string_view originId);  ///< by address

private:
    StateStore() = default;

    std::optional<Statement> m_addAudience, m_known, m_note, m_early, m_addEarly, m_counts,
        m_people;
    std::optional<RecordStore> m_records;
};

}  // namespace sotto::store
