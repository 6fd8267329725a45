// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/omemo/bundle.h"
#include "core/omemo/key_store.h"

#include <functional>
#include <memory>

namespace sotto::omemo {

class SignalContext;
class StagedKeys;
class StoreBridge;

/// Bytes of one ratchet message: 512 of content at most, keys, ids, MAC (omemo-5).
inline constexpr std::size_t kMostRatchetMessage = 1024;

/// What stands in one <key/>: a SignalMessage or a PreKeySignalMessage.
struct RatchetMessage {
    bool isPreKey = false;
    Bytes bytes;

    friend bool operator==(const RatchetMessage&, const RatchetMessage&) = default;
};

/// Who wrote a ratchet message, and so how strict we may be.
enum class Dialect : std::uint8_t {
    Sealed,   ///< Sotto: a pre-key message is byte for byte what our library writes
    Omemo03,  ///< other clients: a registration id of its own, other field orders
};

/// Signal sessions with the devices of other people and with our own other devices.
///
/// Contract. Each call happens inside a transaction that the caller opened on the vault;
/// nothing is committed here. **On any error the caller rolls back**: libsignal stores a
/// peer's identity before it checks the MAC (facts.md, 7), and steps before the failed one
/// may have moved a ratchet. Before bytes leave the machine, the caller commits (I1).
/// decrypt() costs 0.6 to 100 ms for a forged message: the caller keeps a budget for each
/// sender (hostile.md D21).
/// Errors everywhere: Storage, StorageFull (from the KeyStore), Newer (a record that a
/// newer version wrote). Made, used and destroyed on one thread, the engine's; asserted.
class Sessions {
public:
    /// Says what to think of the first key of a device that we never met, for example
    /// TofuTrusted for the first device of a person and Undecided for a second one. May be
    /// asked more than once for one key; must not call these sessions.
    using JudgeFirstKey = std::function<Trust(const DeviceAddress&, ByteView identityKey)>;

    /// The store and the clock outlive the sessions.
    Sessions(KeyStore& store, const Clock& clock, JudgeFirstKey judge);
    Sessions(const Sessions&) = delete;
    Sessions& operator=(const Sessions&) = delete;
    ~Sessions();

    /// A step that may fail: what encrypt(), decrypt() and processBundle() write while it lives
    /// reaches the KeyStore at keep(), or never. One at a time.
    class Attempt {
    public:
        explicit Attempt(Sessions& sessions);
        Attempt(const Attempt&) = delete;
        Attempt& operator=(const Attempt&) = delete;
        ~Attempt();

        /// Errors: those of the KeyStore; then the caller's transaction rolls back.
        Result<Done> keep();

    private:
        StagedKeys& m_keys;
    };

    // This device (sessions_own_keys.cpp).

    /// Makes identity, device id, signed pre-key and 100 one-time keys (about 20 ms).
    /// Errors: Duplicate (there is a device already).
    Result<DeviceId> createOwnDevice();

    /// Errors everywhere below: NotFound (no device was made).
    Result<DeviceId> ownDevice();

    /// What to publish. Errors: NotFound.
    Result<Bundle> ownBundle();

    /// The public identity key, 33 bytes. Errors: NotFound.
    Result<Bytes> ownIdentityKey();

    /// XEdDSA by our identity key, 64 bytes. The message must not have the size of a key: those
    /// signatures stand for pre-keys.
    Result<Bytes> signAsOwnDevice(ByteView message);

    /// Brings the one-time keys back to 100 if fewer than 80 are left, makes a new signed
    /// pre-key after 7 days and removes those that were replaced more than 30 days ago.
    /// True: publish the bundle.
    /// Call it once after a batch of messages, not after each (facts.md, 8).
    Result<bool> topUp();

    // Peers (sessions.cpp).

    /// Starts a session from a bundle, with one of its one-time keys picked at random. An
    /// older session stays readable. Errors: Malformed, Forged (signature, D30), Denied
    /// (the key is another than the stored one, or not trusted).
    Result<Done> processBundle(const DeviceAddress& peer, const Bundle& bundle);

    /// Errors: NotFound (no session), Denied (identity not trusted), Malformed (above
    /// 512 bytes: only keys travel in a ratchet message).
    Result<RatchetMessage> encrypt(const DeviceAddress& peer, ByteView plain);

    /// Errors: Duplicate (replay), Forged (MAC, keys, too far ahead), Denied (identity not
    /// trusted or changed), NotFound (no session, unknown one-time or signed pre-key:
    /// repair), Malformed (grammar, version, unsafe points, a flag that lies, and by our
    /// rule a pre-key message without a one-time key: it could be replayed, D16).
    Result<SecretBytes> decrypt(const DeviceAddress& peer, const RatchetMessage& message,
                                Dialect dialect);

    /// Where in its sender's chain a message stands, from 0. Nothing is opened: it is true of a
    /// message that decrypt() took. Errors: Malformed.
    Result<std::uint32_t> counterOf(const RatchetMessage& message);

    Result<bool> hasSession(const DeviceAddress& peer);

    /// Answers whether there was one.
    Result<bool> removeSession(const DeviceAddress& peer);

    /// Stores what a person or a rule decided about a key. If the device had another key
    /// before, its session is removed. Errors: Malformed (not a public key).
    Result<Done> setIdentity(const DeviceAddress& peer, const PeerIdentity& identity);

private:
    Result<Done> makeSignedPreKey(std::uint32_t id);
    Result<Done> makePreKeys(std::uint32_t first, std::uint32_t count);
    Result<bool> rotateSignedPreKey();
    Result<Done> requireTrustedSession(const DeviceAddress& peer);
    Result<SecretBytes> decryptPreKey(const DeviceAddress& peer, ByteView bytes, Dialect dialect);
    Result<SecretBytes> decryptNormal(const DeviceAddress& peer, ByteView bytes);
    Result<Done> trimArchive(const DeviceAddress& peer);

    std::unique_ptr<StagedKeys> m_staged;
    KeyStore& m_store;  ///< the same
    const Clock& m_clock;
    std::unique_ptr<SignalContext> m_signal;
    std::unique_ptr<StoreBridge> m_bridge;
};

}  // namespace sotto::omemo
