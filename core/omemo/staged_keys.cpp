// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/staged_keys.h"

#include "core/base/assert.h"

namespace sotto::omemo {
namespace {

std::optional<SecretBytes> copyOf(const std::optional<SecretBytes>& record)
{
    return record ? std::optional{record->clone()} : std::nullopt;
}

}  // namespace

void StagedKeys::begin()
{
    SOTTO_ASSERT(!m_isStaging);
    m_isStaging = true;
}

Result<Done> StagedKeys::keep()
{
    SOTTO_ASSERT(m_isStaging);
    for (const auto& [peer, session] : m_sessions) {
        if (session.isChanged && session.record)
            SOTTO_TRY(m_store.saveSession(peer, session.record->view()));
        else if (session.isChanged)
            SOTTO_TRY(m_store.removeSession(peer));
    }
    for (const auto& [peer, identity] : m_identities)
        if (identity.isChanged)
            SOTTO_TRY(m_store.savePeerIdentity(peer, *identity.value));
    for (const auto id : m_usedPreKeys)
        SOTTO_TRY(m_store.markPreKeyUsed(id));
    drop();
    return Done{};
}

void StagedKeys::drop()
{
    m_isStaging = false;
    m_sessions.clear();
    m_identities.clear();
    m_usedPreKeys.clear();
}

/// Only while staging: the record as it would be.
Result<StagedKeys::Session*> StagedKeys::loaded(const DeviceAddress& peer)
{
    const auto known = m_sessions.find(peer);
    if (known != m_sessions.end())
        return &known->second;
    SOTTO_TRY_ASSIGN(auto record, m_store.session(peer));
    return &m_sessions.emplace(peer, Session{std::move(record), false}).first->second;
}

Result<std::optional<SecretBytes>> StagedKeys::session(const DeviceAddress& peer)
{
    if (!m_isStaging)
        return m_store.session(peer);
    SOTTO_TRY_ASSIGN(const auto* const session, loaded(peer));
    return copyOf(session->record);
}

Result<Done> StagedKeys::saveSession(const DeviceAddress& peer, ByteView record)
{
    if (!m_isStaging)
        return m_store.saveSession(peer, record);
    m_sessions.insert_or_assign(peer, Session{SecretBytes{record}, true});
    return Done{};
}

Result<bool> StagedKeys::removeSession(const DeviceAddress& peer)
{
    if (!m_isStaging)
        return m_store.removeSession(peer);
    SOTTO_TRY_ASSIGN(auto* const session, loaded(peer));
    const bool was = session->record.has_value();
    *session = Session{std::nullopt, true};
    return was;
}

Result<std::vector<DeviceId>> StagedKeys::sessionDevices(const Jid& account)
{
    SOTTO_ASSERT(!m_isStaging);
    return m_store.sessionDevices(account);
}

Result<std::optional<PeerIdentity>> StagedKeys::peerIdentity(const DeviceAddress& peer)
{
    if (!m_isStaging)
        return m_store.peerIdentity(peer);
    const auto known = m_identities.find(peer);
    if (known != m_identities.end())
        return known->second.value;
    SOTTO_TRY_ASSIGN(auto identity, m_store.peerIdentity(peer));
    return m_identities.emplace(peer, Identity{std::move(identity), false}).first->second.value;
}

Result<Done> StagedKeys::savePeerIdentity(const DeviceAddress& peer, const PeerIdentity& identity)
{
    if (!m_isStaging)
        return m_store.savePeerIdentity(peer, identity);
    m_identities.insert_or_assign(peer, Identity{identity, true});
    return Done{};
}

Result<std::optional<SecretBytes>> StagedKeys::preKey(std::uint32_t id)
{
    return m_store.preKey(id);  // used ones, too: nothing staged changes the answer
}

Result<Done> StagedKeys::markPreKeyUsed(std::uint32_t id)
{
    if (!m_isStaging)
        return m_store.markPreKeyUsed(id);
    m_usedPreKeys.insert(id);
    return Done{};
}

// What no step that may fail touches.

Result<std::optional<OwnIdentity>> StagedKeys::ownIdentity()
{
    return m_store.ownIdentity();
}

Result<Done> StagedKeys::saveOwnIdentity(const OwnIdentity& identity)
{
    SOTTO_ASSERT(!m_isStaging);
    return m_store.saveOwnIdentity(identity);
}

Result<Done> StagedKeys::savePreKey(std::uint32_t id, ByteView record)
{
    SOTTO_ASSERT(!m_isStaging);
    return m_store.savePreKey(id, record);
}

Result<Done> StagedKeys::wipeUsedPreKeys()
{
    SOTTO_ASSERT(!m_isStaging);
    return m_store.wipeUsedPreKeys();
}

Result<std::vector<std::uint32_t>> StagedKeys::unusedPreKeys()
{
    SOTTO_ASSERT(!m_isStaging);
    return m_store.unusedPreKeys();
}

Result<std::uint32_t> StagedKeys::lastPreKeyId()
{
    return m_store.lastPreKeyId();
}

Result<std::optional<SecretBytes>> StagedKeys::signedPreKey(std::uint32_t id)
{
    return m_store.signedPreKey(id);
}

Result<Done> StagedKeys::saveSignedPreKey(std::uint32_t id, WallTime made, ByteView record)
{
    SOTTO_ASSERT(!m_isStaging);
    return m_store.saveSignedPreKey(id, made, record);
}

Result<std::vector<KeyStore::SignedPreKeyInfo>> StagedKeys::signedPreKeys()
{
    return m_store.signedPreKeys();
}

Result<Done> StagedKeys::removeSignedPreKey(std::uint32_t id)
{
    SOTTO_ASSERT(!m_isStaging);
    return m_store.removeSignedPreKey(id);
}

}  // namespace sotto::omemo
