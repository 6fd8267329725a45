// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/rows.h"
#include "core/store/statement.h"

#include <optional>
#include <vector>

namespace sotto::store {

/// Persistent: never renumber.
enum class PassingWhy : std::uint8_t {
    Forwarded = 0,  ///< its sender passes on what `person` wrote to them under `ref`
    Broadcast = 1,  ///< one of those of broadcast `ref`
    PassedOn = 2,   ///< it was passed on to `person`
};

struct PassingRow {
    MessageId message{};
    PassingWhy why = PassingWhy::Broadcast;
    std::string ref{};
    std::string person{};  ///< an address; empty for Broadcast
    bool told = true;      ///< PassedOn: its author knows
};

/// What texts are that their author did not write to their recipient alone. Errors everywhere:
/// Storage, StorageFull. Engine thread only; writes need an open Transaction.
class PassingStore {
public:
    static Result<PassingStore> open(Connection& connection);

    /// Errors: Duplicate (something is said of that message).
    Result<Done> add(const PassingRow& row);
    Result<std::optional<PassingRow>> find(MessageId message);
    Result<std::vector<PassingRow>> untold();
    Result<Done> setTold(MessageId message);
    Result<std::vector<MessageId>> ofBroadcast(std::string_view ref);

private:
    PassingStore() = default;

    std::optional<Statement> m_add, m_find, m_untold, m_setTold, m_ofBroadcast;
};

}  // namespace sotto::store
