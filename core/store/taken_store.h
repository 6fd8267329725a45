// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// One sealed stanza, whichever way it comes.
struct TakenStanza {
    Jid sender;  ///< bare
    DeviceId senderDevice{};
    std::string originId{};
    Bytes digest{};  ///< of its sealed part
};

/// Stanzas taken live that lie beyond the archive cursor. Errors everywhere: Storage,
/// StorageFull. Engine thread only; writes need an open Transaction.
class TakenStore {
public:
    static Result<TakenStore> open(Connection& connection);

    /// Having it already is not an error.
    Result<Done> add(const TakenStanza& stanza);

    /// The archive brought it. True: it had been taken live.
    Result<bool> remove(const TakenStanza& stanza);

    /// The cursor has passed all of them.
    Result<Done> clear();
    Result<bool> isEmpty();

private:
    TakenStore(Statement add, Statement remove, Statement clear, Statement some);

    Statement m_add, m_remove, m_clear, m_some;
};

}  // namespace sotto::store
