// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/sealed_box.h"
#include "core/domain/jid.h"
#include "core/store/statement.h"

namespace sotto::store {

/// What belongs to the account as a whole. A value that was never set is nullopt.
///
/// Device id and identity key are in SignalKeyStore. Errors everywhere: Storage,
/// StorageFull. Engine thread only; writes need an open Transaction.
class AccountStore {
public:
    static Result<AccountStore> open(Connection& connection);

    Result<std::optional<Jid>> address();
    Result<Done> setAddress(const Jid& bare);

    Result<std::optional<crypto::AlertKeyPair>> alertKeys();
    Result<Done> setAlertKeys(const crypto::AlertKeyPair& pair);

    /// The archive's id (XEP-0313) up to which the archive has been read, stanza by stanza.
    /// Only the archive's pages move it.
    Result<std::optional<std::string>> archiveCursor();
    Result<Done> setArchiveCursor(std::string_view stanzaId);

    /// The newest archive id that is in the vault, out of a page or live: a locked session
    /// counts from there. Never a place to catch up from.
    Result<std::optional<std::string>> archiveNewest();
    Result<Done> setArchiveNewest(std::string_view stanzaId);

    /// I7: our own device sent what this vault did not. Nothing leaves while it stands; a new
    /// session epoch takes it away.
    Result<bool> hasCloneAlarm();
    Result<Done> raiseCloneAlarm();
    Result<Done> clearCloneAlarm();

    /// Raised when all sessions were dropped (a restored vault, I8). 0 at first.
    Result<std::int64_t> sessionEpoch();
    Result<Done> setSessionEpoch(std::int64_t epoch);

    /// Anything else that is small. The key is a literal of the caller, "area.name".
    Result<std::optional<SecretBytes>> value(std::string_view key);
    Result<Done> setValue(std::string_view key, ByteView value);
    Result<Done> removeValue(std::string_view key);

private:
    Result<std::optional<std::string>> textOf(std::string_view key);

    AccountStore(Statement get, Statement set, Statement remove);

    Statement m_get, m_set, m_remove;
};

}  // namespace sotto::store
