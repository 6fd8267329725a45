// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

#include <vector>

namespace sotto::store {

/// A message of ours that goes on to others while nobody answers.
struct EscalationRow {
    MessageId message{};
    std::vector<Jid> chain{};  ///< who is still to come; never empty
    std::int64_t dueAtMs = 0;  ///< when the first of them gets it
};

/// Whom a message that went on was for at first.
struct EscalatedRow {
    Jid first;  ///< bare: a person or a room
    std::int64_t firstAtMs = 0;
    std::optional<MessageId> copyOf{};  ///< of ours: what went on
};

/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open Transaction.
class EscalationStore {
public:
    static Result<EscalationStore> open(Connection& connection);

    Result<Done> plan(const EscalationRow& row);  ///< in place of an earlier plan
    Result<Done> drop(MessageId message);
    Result<std::vector<EscalationRow>> all();  ///< by when they are due

    Result<Done> label(MessageId message, const EscalatedRow& row);
    Result<std::optional<EscalatedRow>> labelOf(MessageId message);
    /// Origin ids of those who got it after that message of ours.
    Result<std::vector<std::string>> copiesOf(MessageId message);

private:
    EscalationStore() = default;

    std::optional<Statement> m_plan, m_drop, m_all, m_label, m_labelOf, m_copies;
};

}  // namespace sotto::store
