// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/signal_key_store.h"

namespace sotto::store {
namespace {

Result<SecretBytes> readSecret(const Statement& row)
{
    return row.secret(0);
}

Result<std::uint32_t> readId(const Statement& row)
{
    return row.as<std::uint32_t>(0);
}

}  // namespace

Result<std::unique_ptr<SignalKeyStore>> SignalKeyStore::open(Connection& connection)
{
    std::unique_ptr<SignalKeyStore> store{new SignalKeyStore(connection)};
    SOTTO_TRY(store->prepare());
    return store;
}

Result<Done> SignalKeyStore::prepare()
{
    return prepareAll(
        m_connection,
        {
            {&m_identity, "SELECT device, record FROM own_identity"},
            {&m_saveIdentity,
             "INSERT INTO own_identity (id, device, record) VALUES (1, ?1, ?2) "
             "ON CONFLICT (id) DO UPDATE SET device = excluded.device, record = excluded.record"},
            {&m_session, "SELECT record FROM session WHERE account = ?1 AND device = ?2"},
            {&m_saveSession,
             "INSERT INTO session (account, device, record) VALUES (?1, ?2, ?3) "
             "ON CONFLICT (account, device) DO UPDATE SET record = excluded.record"},
            {&m_removeSession, "DELETE FROM session WHERE account = ?1 AND device = ?2"},
            {&m_sessionDevices, "SELECT device FROM session WHERE account = ?1 ORDER BY device"},
            {&m_preKey, "SELECT record FROM prekey WHERE id = ?1 AND record IS NOT NULL"},
            // A used key or a tombstone must not come to life again.
            {&m_savePreKey,
             "INSERT INTO prekey (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE "
             "SET record = excluded.record WHERE prekey.record IS NOT NULL AND prekey.used = 0"},
            {&m_usePreKey, "UPDATE prekey SET used = 1 WHERE id = ?1"},
            {&m_wipePreKeys, "UPDATE prekey SET record = NULL WHERE used = 1"},
            {&m_unusedPreKeys,
             "SELECT id FROM prekey WHERE record IS NOT NULL AND used = 0 ORDER BY id"},
            {&m_lastPreKey, "SELECT coalesce(max(id), 0) FROM prekey"},
            {&m_signed, "SELECT record FROM signed_prekey WHERE id = ?1"},
            {&m_saveSigned,
             "INSERT INTO signed_prekey (id, made_at, record) VALUES (?1, ?2, ?3) ON CONFLICT (id) "
             "DO UPDATE SET made_at = excluded.made_at, record = excluded.record"},
            {&m_allSigned, "SELECT id, made_at FROM signed_prekey ORDER BY id"},
            {&m_removeSigned, "DELETE FROM signed_prekey WHERE id = ?1"},
            {&m_peer, "SELECT key, trust FROM peer_identity WHERE account = ?1 AND device = ?2"},
            {&m_savePeer,
             "INSERT INTO peer_identity (account, device, key, trust) VALUES (?1, ?2, ?3, ?4) "
             "ON CONFLICT (account, device) DO UPDATE SET key = excluded.key, trust = "
             "excluded.trust"},
            {&m_identities,
             "SELECT account, device, key, trust, novelty FROM peer_identity "
             "WHERE ?1 IS NULL OR account = ?1 ORDER BY account, device"},
            {&m_untold, "SELECT DISTINCT account FROM peer_identity WHERE novelty = 0"},
            {&m_setNovelty,
             "UPDATE peer_identity SET novelty = ?3 WHERE account = ?1 AND device = ?2"},
        });
}

Result<std::optional<omemo::OwnIdentity>> SignalKeyStore::ownIdentity()
{
    return m_identity->with().first([](const Statement& row) -> Result<omemo::OwnIdentity> {
        return omemo::OwnIdentity{row.as<DeviceId>(0), row.secret(1)};
    });
}

Result<Done> SignalKeyStore::saveOwnIdentity(const omemo::OwnIdentity& identity)
{
    SOTTO_TRY(m_saveIdentity->with(identity.device, identity.record.view()).run());
    return Done{};
}

Result<std::optional<SecretBytes>> SignalKeyStore::session(const omemo::DeviceAddress& peer)
{
    return m_session->with(peer.account.toString(), peer.device).first(readSecret);
}

Result<Done> SignalKeyStore::saveSession(const omemo::DeviceAddress& peer, ByteView record)
{
    SOTTO_TRY(m_saveSession->with(peer.account.toString(), peer.device, record).run());
    return Done{};
}

Result<bool> SignalKeyStore::removeSession(const omemo::DeviceAddress& peer)
{
    SOTTO_TRY_ASSIGN(const int removed,
                     m_removeSession->with(peer.account.toString(), peer.device).run());
    return removed > 0;
}

Result<std::vector<DeviceId>> SignalKeyStore::sessionDevices(const Jid& account)
{
    return m_sessionDevices->with(account.toString())
        .all([](const Statement& row) -> Result<DeviceId> { return row.as<DeviceId>(0); });
}

Result<std::optional<SecretBytes>> SignalKeyStore::preKey(std::uint32_t id)
{
    return m_preKey->with(id).first(readSecret);
}

Result<Done> SignalKeyStore::savePreKey(std::uint32_t id, ByteView record)
{
    SOTTO_TRY_ASSIGN(const int saved, m_savePreKey->with(id, record).run());
    if (saved == 0)
        return Error{Errc::Storage, "that one-time key was used already"};
    return Done{};
}

Result<Done> SignalKeyStore::markPreKeyUsed(std::uint32_t id)
{
    SOTTO_TRY(m_usePreKey->with(id).run());
    return Done{};
}

Result<Done> SignalKeyStore::wipeUsedPreKeys()
{
    SOTTO_TRY(m_wipePreKeys->with().run());
    return Done{};
}

Result<std::vector<std::uint32_t>> SignalKeyStore::unusedPreKeys()
{
    return m_unusedPreKeys->with().all(readId);
}

Result<std::uint32_t> SignalKeyStore::lastPreKeyId()
{
    SOTTO_TRY_ASSIGN(const auto last, m_lastPreKey->with().first(readId));
    return last.value_or(0);
}

Result<std::optional<SecretBytes>> SignalKeyStore::signedPreKey(std::uint32_t id)
{
    return m_signed->with(id).first(readSecret);
}

Result<Done> SignalKeyStore::saveSignedPreKey(std::uint32_t id, WallTime made, ByteView record)
{
    SOTTO_TRY(m_saveSigned->with(id, toMs(made), record).run());
    return Done{};
}

Result<std::vector<SignalKeyStore::SignedPreKeyInfo>> SignalKeyStore::signedPreKeys()
{
    return m_allSigned->with().all([](const Statement& row) -> Result<SignedPreKeyInfo> {
        return SignedPreKeyInfo{row.as<std::uint32_t>(0), wallTimeFromMs(row.integer(1))};
    });
}

Result<Done> SignalKeyStore::removeSignedPreKey(std::uint32_t id)
{
    SOTTO_TRY(m_removeSigned->with(id).run());
    return Done{};
}

Result<std::optional<omemo::PeerIdentity>>
SignalKeyStore::peerIdentity(const omemo::DeviceAddress& peer)
{
    return m_peer->with(peer.account.toString(), peer.device)
        .first([](const Statement& row) -> Result<omemo::PeerIdentity> {
            return omemo::PeerIdentity{row.blob(0), row.as<omemo::Trust>(1)};
        });
}

Result<Done> SignalKeyStore::savePeerIdentity(const omemo::DeviceAddress& peer,
                                              const omemo::PeerIdentity& identity)
{
    SOTTO_TRY(
        m_savePeer
            ->with(peer.account.toString(), peer.device, ByteView{identity.key}, identity.trust)
            .run());
    return Done{};
}

Result<std::vector<SignalKeyStore::KnownIdentity>>
SignalKeyStore::identities(const std::optional<Jid>& account)
{
    const auto name = account ? std::optional{account->toString()} : std::nullopt;
    return m_identities->with(name).all([](const Statement& row) -> Result<KnownIdentity> {
        SOTTO_TRY_ASSIGN(auto owner, row.jid(0));
        return KnownIdentity{{std::move(owner), row.as<DeviceId>(1)},
                             {row.blob(2), row.as<omemo::Trust>(3)},
                             row.as<Novelty>(4)};
    });
}

Result<std::vector<Jid>> SignalKeyStore::untold()
{
    return m_untold->with().all([](const Statement& row) { return row.jid(0); });
}

Result<Done> SignalKeyStore::setNovelty(const omemo::DeviceAddress& device, Novelty novelty)
{
    SOTTO_TRY(m_setNovelty->with(device.account.toString(), device.device, novelty).run());
    return Done{};
}

Result<Done> SignalKeyStore::forgetOwnDevice()
{
    for (const auto* table : {"session", "prekey", "signed_prekey", "own_identity"}) {
        SOTTO_TRY_ASSIGN(auto clear,
                         Statement::prepare(m_connection, std::string{"DELETE FROM "} + table));
        SOTTO_TRY(clear.run());
    }
    return Done{};
}

}  // namespace sotto::store
