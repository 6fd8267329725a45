// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/key_store.h"
#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// A device of an account, ours or a peer's, as its lists name it.
struct DeviceRow {
    omemo::DeviceAddress address;
    DeviceKind kind = DeviceKind::Legacy;
    std::string label{};     ///< their words, "Front desk 2"; empty for Legacy
    std::string platform{};  ///< their words
    Bytes alertKey{};        ///< 32 bytes; empty for Legacy
    bool active = true;      ///< on the newest list that we saw
    std::int64_t firstSeenAtMs = 0;
    std::int64_t lastSeenAtMs = 0;
    /// Read only here, see noteRenewal().
    std::int64_t renewedAtMs = 0;
    /// Read only here, see noteOfferedKey(). 0 and empty: it offers the key that we know.
    std::int64_t keyChangedAtMs = 0;
    Bytes offeredKey{};
    /// Read only here, see omemo::KeyStore: false while no identity key of it is known.
    bool hasKey = false;
    /// Read only here, see SignalKeyStore::setNovelty().
    Novelty novelty = Novelty::Untold;
    /// Read only here: it is a property of the identity key, see omemo::KeyStore.
    omemo::Trust trust = omemo::Trust::Undecided;
};

/// Which devices there are. Errors everywhere: Storage, StorageFull. Engine thread only;
/// writes need an open Transaction.
class DeviceStore {
public:
    static Result<DeviceStore> open(Connection& connection);

    /// Devices of an account, active or not, ascending by id.
    Result<std::vector<DeviceRow>> of(const Jid& account);
    Result<std::optional<DeviceRow>> find(const omemo::DeviceAddress& address);

    /// Adds it, or replaces kind, label, platform, alert key, active and last seen.
    /// First seen stays.
    Result<Done> save(const DeviceRow& device);

    /// Takes note of a complete list: devices of the account that are not on it become
    /// inactive. Their rows stay, for the trust that was given to them.
    Result<Done> keepActive(const Jid& account, const std::vector<DeviceId>& listed);

    /// A broken session was replaced by a new one. No such device is not an error.
    Result<Done> noteRenewal(const omemo::DeviceAddress& address, std::int64_t nowMs);

    /// Its bundle has another identity key than the one that we know, since when; empty and 0: it
    /// has that one again. No such device is not an error.
    Result<Done> noteOfferedKey(const omemo::DeviceAddress& address, ByteView key,
                                std::int64_t sinceMs);

private:
    DeviceStore() = default;

    std::optional<Statement> m_of, m_save, m_retire, m_noteRenewal, m_noteOfferedKey;
};

}  // namespace sotto::store
