// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/key_store.h"
#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// What a device waits for, as it asked.
struct ResendDue {
    std::int64_t id = 0;
    omemo::DeviceAddress by;
    std::string originId;
};

/// Requests of other devices to send something again, until they are answered.
/// Errors everywhere: Storage, StorageFull. Engine thread only; writes need an open
/// Transaction.
class ResendStore {
public:
    static Result<ResendStore> open(Connection& connection);

    /// Asked for already is not an error. What one device asks for beyond `most` is dropped: it
    /// may ask again.
    Result<Done> add(const omemo::DeviceAddress& by, std::string_view originId, int most);

    /// Who waits for something.
    Result<std::vector<omemo::DeviceAddress>> waiting();

    /// Of one device, in the order in which they were asked for.
    Result<std::vector<ResendDue>> due(const omemo::DeviceAddress& by);
    Result<Done> remove(std::int64_t id);

private:
    ResendStore() = default;

    std::optional<Statement> m_add, m_waiting, m_due, m_remove;
};

}  // namespace sotto::store
