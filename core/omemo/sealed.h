// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The sealed profile, urn:x-sotto:sealed:0 (design.md, 5; README.md "Wire format").

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/crypto/sealed_box.h"
#include "core/domain/jid.h"
#include "core/domain/message.h"
#include "core/omemo/sessions.h"
#include "core/xmpp/element.h"

#include <optional>
#include <string>
#include <vector>

namespace sotto::omemo {

inline constexpr std::string_view kSealedNs = "urn:x-sotto:sealed:0";
inline constexpr std::size_t kMostSealedKeys = 200;  ///< recipient devices of one stanza

/// A device that shall be able to read.
struct SealTarget {
    Jid account;  ///< bare
    DeviceId device;
    Bytes alertKey;  ///< from its device list; empty: no alert for it
};

struct SealInput {
    Jid from;  ///< our bare address
    Jid to;    ///< the person or the room, bare
    std::string originId;
    DeviceId ownDevice;
    Urgency urgency = Urgency::None;  ///< None: nobody must look (receipts)
    WallTime time;
    std::vector<xmpp::Element> content;
    std::vector<SealTarget> targets;  ///< not this device; each has a trusted session
};

/// Encrypts content for every target and gives the <encrypted/> element.
///
/// Moves the session of every target forward, inside the caller's transaction; on any
/// error the caller rolls back. Errors: Malformed (no target, above 200, ourselves, too
/// much content, an alert key that is no key), Duplicate (two targets with one device id,
/// which a header cannot tell apart), and those of Sessions::encrypt().
Result<xmpp::Element> sealMessage(Sessions& sessions, const SealInput& input);

struct SealedKey {
    DeviceId recipient;
    RatchetMessage message;
};

struct SealedAlert {
    DeviceId recipient;
    Bytes box;
};

/// An <encrypted/> whose form has been checked and nothing more.
struct SealedMessage {
    DeviceId sender;
    std::vector<SealedKey> keys;  ///< each recipient once: the first
    Bytes iv;
    std::vector<SealedAlert> alerts;  ///< each recipient once: the first
    Bytes payload;
};

/// Reads <encrypted xmlns='urn:x-sotto:sealed:0'/>. Strict: unknown attributes and
/// children, base64 that we would not have written, wrong sizes and more than 200 keys or
/// alerts are refused (hostile.md D2 to D10). Errors: Malformed.
Result<SealedMessage> parseSealed(const xmpp::Element& encrypted);

/// Where a sealed message stood: all of it is bound into the ciphertext.
struct SealedOrigin {
    Jid from;  ///< bare address of the sender, from the stanza or the room's occupant
    Jid to;    ///< the conversation: we, the room, or the peer for a carbon of ours
    std::string originId;
};

struct OpenedMessage {
    std::vector<xmpp::Element> content;  ///< empty: a key without a message, show nothing
    WallTime time;                       ///< when the sender sealed it, by their clock
    DeviceId senderDevice;
    bool wasPreKey = false;     ///< answer something soon, and publish a new bundle
    std::uint32_t counter = 0;  ///< in the sender's chain: a long one wants an answer too
};

/// Decrypts. Moves the session forward, inside the caller's transaction.
///
/// On ANY error the caller must roll back to a savepoint made before the call: libsignal
/// stores an identity before it checks the MAC, and the ratchet has moved when a payload
/// turns out altered. After that roll back a genuine copy still opens (D8, D13).
/// Errors: NotFound (no key for this device, no session, unknown pre-key: repair),
/// Duplicate (a replay), Forged, Malformed, Denied (identity not trusted), Storage.
Result<OpenedMessage> openSealed(Sessions& sessions, const SealedMessage& message,
                                 const SealedOrigin& origin, DeviceId ownDevice);

/// How urgent a message claims to be, for a process that holds only the alert key.
///
/// Nothing is proven: anyone may have sealed it, so it may ring but never be shown as
/// from somebody. None if there is no alert for us or it does not open.
std::optional<Urgency> peekUrgency(const SealedMessage& message, const crypto::AlertKeyPair& pair,
                                   DeviceId ownDevice);

}  // namespace sotto::omemo
