// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/key_store.h"

#include <map>
#include <set>

namespace sotto::omemo {

/// A KeyStore whose writes can be held back: what a step that fails wrote is forgotten, without
/// a savepoint in the database. Its search index writes itself out at each of those, which took
/// a tenth of an arriving message.
///
/// Not staging, it passes everything on. Staging, it reads each session and identity once, and
/// keeps what is written until keep(). Engine thread only.
class StagedKeys final : public KeyStore {
public:
    explicit StagedKeys(KeyStore& store) : m_store(store) { }

    bool isStaging() const { return m_isStaging; }

    void begin();
    /// Writes what was held back. On an error the caller rolls its transaction back.
    Result<Done> keep();
    void drop();

    Result<std::optional<OwnIdentity>> ownIdentity() override;
    Result<Done> saveOwnIdentity(const OwnIdentity& identity) override;
    Result<std::optional<SecretBytes>> session(const DeviceAddress& peer) override;
    Result<Done> saveSession(const DeviceAddress& peer, ByteView record) override;
    Result<bool> removeSession(const DeviceAddress& peer) override;
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
    Result<std::optional<PeerIdentity>> peerIdentity(const DeviceAddress& peer) override;
    Result<Done> savePeerIdentity(const DeviceAddress& peer, const PeerIdentity& identity) override;

private:
    struct Session {
        std::optional<SecretBytes> record;  ///< none: there is none
        bool isChanged = false;
    };

    struct Identity {
        std::optional<PeerIdentity> value;
        bool isChanged = false;
    };

    Result<Session*> loaded(const DeviceAddress& peer);

    KeyStore& m_store;
    bool m_isStaging = false;
    std::map<DeviceAddress, Session> m_sessions;
    std::map<DeviceAddress, Identity> m_identities;
    std::set<std::uint32_t> m_usedPreKeys;
};

}  // namespace sotto::omemo
