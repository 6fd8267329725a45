// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

inline constexpr std::size_t kMostQuarantinedBytes = 256 * 1024;

/// Stanzas that could not be read, as they came, each with the card that the user sees.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class QuarantineStore {
public:
    static Result<QuarantineStore> open(Connection& connection);

    /// `row.message` is a row of kind Undecryptable. What is longer than
    /// kMostQuarantinedBytes is cut. Errors: Duplicate (that card has one already).
    Result<Done> add(const QuarantineRow& row);
    Result<std::optional<QuarantineRow>> find(MessageId message);

    /// The genuine message has come after all: removes card and raw bytes. Gives the
    /// card's id, for the screen, if there was one.
    Result<std::optional<MessageId>> resolve(const Jid& sender, DeviceId device,
                                             std::string_view originId);
    Result<int> count();

private:
    QuarantineStore() = default;

    std::optional<Statement> m_add, m_find, m_card, m_remove, m_removeCard, m_count;
};

}  // namespace sotto::store
