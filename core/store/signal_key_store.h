// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/key_store.h"
#include "core/store/rows.h"
#include "core/store/statement.h"

namespace sotto::store {

/// The sessions and keys of core/omemo, in the vault. See omemo::KeyStore for the contract.
class SignalKeyStore final : public omemo::KeyStore {
public:
    static Result<std::unique_ptr<SignalKeyStore>> open(Connection& connection);

    Result<std::optional<omemo::OwnIdentity>> ownIdentity() override;
    Result<Done> saveOwnIdentity(const omemo::OwnIdentity& identity) override;

    Result<std::optional<SecretBytes>> session(const omemo::DeviceAddress& peer) override;
    Result<Done> saveSession(const omemo::DeviceAddress& peer, ByteView record) override;
    Result<bool> removeSession(const omemo::DeviceAddress& peer) override;
    Result<std::vector<DeviceId>> sessionDevices(const Jid& account) override;

    Result<std::optional<SecretBytes>> preKey(std::uint32_t id) override;
    Result<Done> savePreKey(std::uint32_t id, ByteView record) override;
    Result<Done> markPreKeyUsed(std::uint32_t id) override;
    Result<Done> wipeUsedPreKeys() override;
    Result<std::vector<std::uint32_t>> unusedPreKeys() override;
    Result<std::uint32_t> lastPreKeyId() override;

    Result<std::optional<SecretBytes>> signedPreKey(std::uint32_t id) override;
    Result<Done> saveSignedPreKey(std::uint32_t id, WallTime made, ByteView record) override;
    Result<std::vector<SignedPreKeyInfo>> signedPreKeys() override;
    Result<Done> removeSignedPreKey(std::uint32_t id) override;

    Result<std::optional<omemo::PeerIdentity>>
    peerIdentity(const omemo::DeviceAddress& peer) override;
    Result<Done> savePeerIdentity(const omemo::DeviceAddress& peer,
                                  const omemo::PeerIdentity& identity) override;

    /// Which devices have an identity key here, all or of one account, and how far it is trusted.
    struct KnownIdentity {
        omemo::DeviceAddress device;
        omemo::PeerIdentity identity;
        Novelty novelty = Novelty::Untold;
    };

    Result<std::vector<KnownIdentity>> identities(const std::optional<Jid>& account);

    /// Whose identity keys have Novelty::Untold.
    Result<std::vector<Jid>> untold();
    /// No such device is not an error.
    Result<Done> setNovelty(const omemo::DeviceAddress& device, Novelty novelty);

    /// I8, a restored vault: drops all sessions and every key of ours, one-time keys without
    /// tombstones; what peers' keys are and how far they are trusted stays.
    Result<Done> forgetOwnDevice();

private:
    explicit SignalKeyStore(Connection& connection) : m_connection(connection) { }

    Result<Done> prepare();

    Connection& m_connection;
    std::optional<Statement> m_identity, m_saveIdentity;
    std::optional<Statement> m_session, m_saveSession, m_removeSession, m_sessionDevices;
    std::optional<Statement> m_preKey, m_savePreKey, m_usePreKey, m_wipePreKeys, m_unusedPreKeys,
        m_lastPreKey;
    std::optional<Statement> m_signed, m_saveSigned, m_allSigned, m_removeSigned;
    std::optional<Statement> m_peer, m_savePeer, m_identities, m_untold, m_setNovelty;
};

}  // namespace sotto::store
