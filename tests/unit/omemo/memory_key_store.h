// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/omemo/key_store.h"

#include <map>
#include <set>

namespace sotto::test {

/// A KeyStore in memory. Copying State is the savepoint, assigning it the rollback.
class MemoryKeyStore final : public omemo::KeyStore {
public:
    using Address = omemo::DeviceAddress;

    struct SignedPreKey {
        WallTime made;
        Bytes record;

        friend bool operator==(const SignedPreKey&, const SignedPreKey&) = default;
    };

    struct State {
        DeviceId device;
        Bytes ownRecord;
        std::map<Address, Bytes> sessions;
        std::map<std::uint32_t, Bytes> preKeys;
        std::set<std::uint32_t> usedPreKeys;  ///< their records stay until they are wiped
        std::map<std::uint32_t, SignedPreKey> signedPreKeys;
        std::map<Address, std::pair<Bytes, omemo::Trust>> identities;

        friend bool operator==(const State&, const State&) = default;
    };

    State state;
    int failAfter = -1;  ///< calls that succeed before every call answers Storage; -1: never

    Result<std::optional<omemo::OwnIdentity>> ownIdentity() override
    {
        SOTTO_TRY(spend());
        if (state.ownRecord.empty())
            return std::optional<omemo::OwnIdentity>{};
        return std::optional{omemo::OwnIdentity{state.device, SecretBytes(state.ownRecord)}};
    }

    Result<Done> saveOwnIdentity(const omemo::OwnIdentity& identity) override
    {
        SOTTO_TRY(spend());
        state.device = identity.device;
        state.ownRecord = copy(identity.record.view());
        return Done{};
    }

    Result<std::optional<SecretBytes>> session(const Address& peer) override
    {
        return find(state.sessions, peer);
    }

    Result<Done> saveSession(const Address& peer, ByteView record) override
    {
        SOTTO_TRY(spend());
        state.sessions[peer] = copy(record);
        return Done{};
    }

    Result<bool> removeSession(const Address& peer) override
    {
        SOTTO_TRY(spend());
        return state.sessions.erase(peer) > 0;
    }

    Result<std::vector<DeviceId>> sessionDevices(const Jid& account) override
    {
        SOTTO_TRY(spend());
        std::vector<DeviceId> devices;
        for (const auto& [address, record] : state.sessions)
            if (address.account == account)
                devices.push_back(address.device);
        return devices;
    }

    Result<std::optional<SecretBytes>> preKey(std::uint32_t id) override
    {
        return find(state.preKeys, id);
    }

    Result<Done> savePreKey(std::uint32_t id, ByteView record) override
    {
        SOTTO_TRY(spend());
        if (state.usedPreKeys.contains(id))
            return Error{Errc::Storage, "that one-time key was used already"};
        state.preKeys[id] = copy(record);
        return Done{};
    }

    Result<Done> markPreKeyUsed(std::uint32_t id) override
    {
        SOTTO_TRY(spend());
        if (state.preKeys.contains(id))
            state.usedPreKeys.insert(id);
        return Done{};
    }

    Result<Done> wipeUsedPreKeys() override
    {
        SOTTO_TRY(spend());
        for (const auto id : state.usedPreKeys)
            state.preKeys.erase(id);
        return Done{};
    }

    Result<std::vector<std::uint32_t>> unusedPreKeys() override
    {
        SOTTO_TRY(spend());
        std::vector<std::uint32_t> ids;
        for (const auto& [id, record] : state.preKeys)
            if (!state.usedPreKeys.contains(id))
                ids.push_back(id);
        return ids;
    }

    Result<std::uint32_t> lastPreKeyId() override
    {
        SOTTO_TRY(spend());
        const auto unused = state.preKeys.empty() ? 0U : state.preKeys.rbegin()->first;
        const auto used = state.usedPreKeys.empty() ? 0U : *state.usedPreKeys.rbegin();
        return std::max(unused, used);
    }

    Result<std::optional<SecretBytes>> signedPreKey(std::uint32_t id) override
    {
        SOTTO_TRY(spend());
        const auto found = state.signedPreKeys.find(id);
        if (found == state.signedPreKeys.end())
            return std::optional<SecretBytes>{};
        return std::optional{SecretBytes(found->second.record)};
    }

    Result<Done> saveSignedPreKey(std::uint32_t id, WallTime made, ByteView record) override
    {
        SOTTO_TRY(spend());
        state.signedPreKeys[id] = {made, copy(record)};
        return Done{};
    }

    Result<std::vector<SignedPreKeyInfo>> signedPreKeys() override
    {
        SOTTO_TRY(spend());
        std::vector<SignedPreKeyInfo> keys;
        for (const auto& [id, key] : state.signedPreKeys)
            keys.push_back({id, key.made});
        return keys;
    }

    Result<Done> removeSignedPreKey(std::uint32_t id) override
    {
        SOTTO_TRY(spend());
        state.signedPreKeys.erase(id);
        return Done{};
    }

    Result<std::optional<omemo::PeerIdentity>> peerIdentity(const Address& peer) override
    {
        SOTTO_TRY(spend());
        const auto found = state.identities.find(peer);
        if (found == state.identities.end())
            return std::optional<omemo::PeerIdentity>{};
        return std::optional{omemo::PeerIdentity{found->second.first, found->second.second}};
    }

    Result<Done> savePeerIdentity(const Address& peer, const omemo::PeerIdentity& identity) override
    {
        SOTTO_TRY(spend());
        state.identities[peer] = {identity.key, identity.trust};
        return Done{};
    }

private:
    static Bytes copy(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

    Result<Done> spend()
    {
        if (failAfter == 0)
            return Error{Errc::Storage, "told to fail"};
        if (failAfter > 0)
            --failAfter;
        return Done{};
    }

    template <class Key>
    Result<std::optional<SecretBytes>> find(const std::map<Key, Bytes>& records, const Key& key)
    {
        SOTTO_TRY(spend());
        const auto found = records.find(key);
        if (found == records.end())
            return std::optional<SecretBytes>{};
        return std::optional{SecretBytes(found->second)};
    }
};

}  // namespace sotto::test
