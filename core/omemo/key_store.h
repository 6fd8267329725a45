// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/domain/jid.h"
#include "core/domain/message.h"

#include <optional>
#include <vector>

namespace sotto::omemo {

/// One device of one account, ours or a peer's. The account is a bare Jid.
struct DeviceAddress {
    Jid account;
    DeviceId device;

    friend auto operator<=>(const DeviceAddress&, const DeviceAddress&) = default;
};

/// What the person decided about a peer device's identity key. Persistent: never renumber.
enum class Trust : std::uint8_t {
    Undecided = 0,    ///< seen, e.g. a changed key: nothing is sent, text is withheld
    TofuTrusted = 1,  ///< first key of this device, accepted without a check
    Verified = 2,     ///< fingerprint compared by a person
    Rejected = 3,     ///< refused for good
};

inline constexpr bool mayTalk(Trust trust)
{
    return trust == Trust::TofuTrusted || trust == Trust::Verified;
}

struct PeerIdentity {
    Bytes key;  ///< 33 bytes, 0x05 ‖ Curve25519
    Trust trust = Trust::Undecided;
};

/// This device. The record is ours to parse; the store keeps it and looks at nothing.
struct OwnIdentity {
    DeviceId device;     ///< also the registration id (facts.md, 4)
    SecretBytes record;  ///< serialised identity key pair
};

/// Where the sessions keep their state: the vault, or a map in tests.
///
/// Contract. Every call happens inside a transaction that the caller of Sessions opened
/// and alone commits or rolls back (design.md, 7): a method never commits, and sees what
/// was written before it in the same transaction. Records are opaque: the store never
/// parses, compresses or truncates them, and gives back exactly what it was given. Only
/// bytes out of the authenticated vault may come back, because libsignal reads freed
/// memory on some malformed records (facts.md, head note); each record begins with a
/// version byte of core/omemo, checked before libsignal sees the rest.
/// "Not there" is nullopt, not an error. Errors: Storage, StorageFull.
/// Engine thread only.
class KeyStore {
public:
    virtual ~KeyStore() = default;

    // This device.
    virtual Result<std::optional<OwnIdentity>> ownIdentity() = 0;
    /// Replaces the device; the caller has emptied the rest (a new vault, or I8).
    virtual Result<Done> saveOwnIdentity(const OwnIdentity& identity) = 0;

    // Sessions: one record for each peer device, up to about 1 MB (facts.md, 2).
    virtual Result<std::optional<SecretBytes>> session(const DeviceAddress& peer) = 0;
    virtual Result<Done> saveSession(const DeviceAddress& peer, ByteView record) = 0;
    /// Answers whether there was one.
    virtual Result<bool> removeSession(const DeviceAddress& peer) = 0;
    /// Devices of an account that have a session, ascending.
    virtual Result<std::vector<DeviceId>> sessionDevices(const Jid& account) = 0;

    // One-time pre-keys of ours. Ids are 1 to 0xFFFFFE, never given to another key.
    //
    // A used key is kept until wipeUsedPreKeys(): two devices may have drawn the same one
    // from our bundle. It is never published, counted or made unused again. While it is
    // kept, a replayed first message opens again once its session is gone: the caller
    // recognises it by sender, device and origin id, which are under its MAC.
    virtual Result<std::optional<SecretBytes>> preKey(std::uint32_t id) = 0;  ///< used ones too
    /// Errors: Storage (a used key has that id).
    virtual Result<Done> savePreKey(std::uint32_t id, ByteView record) = 0;
    virtual Result<Done> markPreKeyUsed(std::uint32_t id) = 0;  ///< an unknown id: nothing to do
    /// Destroys the records of used keys; the ids stay as tombstones. To be called when the
    /// archive was read to its end and a bundle without them is published.
    virtual Result<Done> wipeUsedPreKeys() = 0;
    /// Ids of unused pre-keys, ascending.
    virtual Result<std::vector<std::uint32_t>> unusedPreKeys() = 0;
    /// The highest id ever saved, used ones and tombstones included; 0 if none.
    virtual Result<std::uint32_t> lastPreKeyId() = 0;

    // Signed pre-keys of ours; the current one has the highest id.
    struct SignedPreKeyInfo {
        std::uint32_t id = 0;
        WallTime made;
    };

    virtual Result<std::optional<SecretBytes>> signedPreKey(std::uint32_t id) = 0;
    virtual Result<Done> saveSignedPreKey(std::uint32_t id, WallTime made, ByteView record) = 0;
    virtual Result<std::vector<SignedPreKeyInfo>> signedPreKeys() = 0;  ///< ascending by id
    virtual Result<Done> removeSignedPreKey(std::uint32_t id) = 0;

    // Identity keys of peers. A device's key is one row; saving replaces key and trust.
    virtual Result<std::optional<PeerIdentity>> peerIdentity(const DeviceAddress& peer) = 0;
    virtual Result<Done> savePeerIdentity(const DeviceAddress& peer,
                                          const PeerIdentity& identity) = 0;
};

}  // namespace sotto::omemo
