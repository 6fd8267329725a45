// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the vault keeps, as plain values. Text is UTF-8; times are wall-clock milliseconds
// since 1970 UTC, 0 where something has not happened.

#include "core/base/bytes.h"
#include "core/domain/jid.h"
#include "core/domain/message.h"
#include "core/domain/message_record.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace sotto::store {

using OutboxId = StrongId<struct OutboxIdTag, std::int64_t>;  ///< row in the vault

/// Persistent: never renumber. As MessageSnapshot::Kind.
enum class MessageKind : std::uint8_t {
    Text = 0,
    Undecryptable = 1,  ///< a card; its raw bytes are in the quarantine
    System = 2,
};

struct MessageRow {
    MessageId id{};  ///< given by the vault; rises with arrival, never used twice
    ConversationId conversation{};
    MessageKind kind = MessageKind::Text;
    bool outgoing = false;
    Jid sender;  ///< bare
    DeviceId senderDevice{};
    std::string originId{};
    std::string stanzaId{};  ///< the archive's id; empty until known
    std::string body{};
    Urgency urgency = Urgency::Fyi;
    std::int64_t sentAtMs = 0;            ///< as the sender says
    std::int64_t receivedAtMs = 0;        ///< by our clock; outgoing: when it was made
    Delivery delivery = Delivery::Draft;  ///< outgoing only; incoming stays Draft
    std::int64_t relayedAtMs = 0;
    std::int64_t deliveredAtMs = 0;
    std::int64_t readAtMs = 0;
    std::int64_t acknowledgedAtMs = 0;  ///< in both directions
    bool unread = false;                ///< incoming only
    bool unmanaged = false;             ///< in OMEMO 0.3, from a phone or another client
    std::int64_t acceptedAtMs = 0;      ///< incoming only, as the next two: what we answered
    std::int64_t doneAtMs = 0;
    std::int64_t declinedAtMs = 0;
    std::int64_t dueAtMs = 0;        ///< by when its sender wants an answer; 0: no time was given
    std::int64_t recalledAtMs = 0;   ///< by its author: the body is gone
    std::int64_t correctedAtMs = 0;  ///< by its author, last
    bool isOpen = false;             ///< somebody must still act on it
};

/// One line of the conversation list.
struct ConversationRow {
    ConversationId id{};
    Jid peer;  ///< bare
    std::string draft{};
    std::int64_t draftAtMs = 0;
    std::string draftRole{};  ///< on call, that it is written to; empty: the peer
    MessageId lastMessage{};  ///< value 0: no message yet
    MessageKind lastKind = MessageKind::Text;
    bool lastOutgoing = false;
    std::string lastBody{};     ///< at most kPreviewChars characters
    std::int64_t lastAtMs = 0;  ///< when it was sent, never later than when it came
    int unread = 0;
    Urgency topUnreadUrgency = Urgency::None;
    bool isPinned = false;
    bool isMuted = false;
};

inline constexpr int kPreviewChars = 256;

/// Persistent: never renumber.
enum class RoomState : std::uint8_t {
    Making = 0,   ///< ours; the relay does not have it whole yet
    Open = 1,     ///< known to be fit when it was last looked at
    Invited = 2,  ///< not entered yet
    Closed = 3,   ///< we are no longer in it, or it is not what it must be: a record
};

/// Whether a member of a room gets what is written. Persistent: never renumber.
enum class Standing : std::uint8_t {
    Waits = 0,  ///< only the relay says that they are a member
    Reader = 1,
    KeptOut = 2,  ///< by our person; of ourselves: we left
};

struct RoomMemberRow {
    Jid address;  ///< bare
    Standing standing = Standing::Reader;
};

/// What makes a conversation one with a room.
struct RoomRow {
    ConversationId conversation{};
    Jid address;  ///< bare
    std::string name{};
    RoomState state = RoomState::Invited;
    Jid inviter;           ///< bare; ourselves for one that we made
    std::string cursor{};  ///< an id in its archive; empty: nothing was read
};

/// Names an incoming message to its sender's device.
struct MessageRef {
    MessageId id{};
    Jid sender;
    DeviceId senderDevice{};
    std::string originId{};
};

/// A colleague as the roster says.
struct PersonRow {
    Jid address;  ///< bare
    std::string name{};
    std::string group{};  ///< all of them, one in each line
};

/// What a person says of themselves, as it was at `fetchedAtMs`; all empty: nothing.
struct PersonCardRow {
    Jid address;  ///< bare
    std::string name{};
    std::string title{};
    std::string department{};
    std::string phone{};
    std::int64_t fetchedAtMs = 0;
};

/// Persistent: never renumber.
enum class DeviceKind : std::uint8_t {
    Legacy = 0,  ///< any OMEMO 0.3 client
    Sealed = 1,  ///< on our own list: understands the sealed profile
};

/// Whether our person was told that a device of somebody came along. Persistent: never renumber.
enum class Novelty : std::uint8_t {
    Untold = 0,
    FirstContact = 1,  ///< it was there when we first met its owner: nothing to tell
    Added = 2,         ///< it came later, or with another key, and a line said so
};

/// How far an urgent message goes. Persistent: never renumber.
enum class Reach : std::uint8_t {
    KnownDevices = 0,  ///< those that are not new, or were compared
    AllDevices = 1,
};

/// Persistent: never renumber.
enum class Purpose : std::uint8_t {
    Message = 0,
    Receipt = 1,
    Repair = 2,  ///< a key transport that heals a session
};

/// A stanza of which nothing proves yet that the relay keeps it, exactly as it goes over the
/// wire.
struct OutboxRow {
    OutboxId id{};
    Jid to;
    std::string originId{};
    Bytes stanza{};
    Purpose purpose = Purpose::Message;
    std::optional<MessageId> message{};  ///< whose delivery it carries
    int attempts = 0;  ///< how often it was acknowledged and yet missing in the archive
    std::int64_t createdAtMs = 0;
    std::int64_t ackedAtMs = 0;  ///< when the relay acknowledged it (XEP-0198)
};

/// What we still owe the sender of a message. Persistent: never renumber.
enum class ReceiptKind : std::uint8_t {
    Delivered = 0,
    Read = 1,
    Acknowledged = 2,
    Accepted = 3,
    Completed = 4,  ///< "done"; that name is the value of a Result
    Declined = 5,
};

/// What a receipt reports, as the activity log has it.
constexpr MessageAct actOf(ReceiptKind kind)
{
    return static_cast<MessageAct>(static_cast<int>(kind) +
                                   static_cast<int>(MessageAct::Delivered));
}

constexpr ReceiptKind receiptOf(Answer answer)
{
    return static_cast<ReceiptKind>(answer);
}

/// What one person has reported of a message of ours.
struct PersonState {
    Jid person;  ///< bare
    std::int64_t deliveredAtMs = 0;
    std::int64_t readAtMs = 0;
    std::int64_t acknowledgedAtMs = 0;
    std::int64_t acceptedAtMs = 0;
    std::int64_t doneAtMs = 0;
    std::int64_t declinedAtMs = 0;
};

struct ReceiptDue {
    ReceiptKind kind = ReceiptKind::Delivered;
    MessageRef message;
};

/// Why a stanza did not become a message. Persistent: never renumber.
enum class QuarantineReason : std::uint8_t {
    Malformed = 0,
    Forged = 1,
    NoSession = 2,
    NotForThisDevice = 3,
    Untrusted = 4,
    Other = 5,
    Missing = 6,    ///< never came: a later text names it as the one before
    Postponed = 7,  ///< not opened yet: the sender's share of our time is used up
    Refused = 8,    ///< from a phone, which policy (interop.phones) does not let in
    BadOrder = 9,   ///< an order whose signature, author or recipient does not hold
};

/// How far the repair of a card is. Persistent: never renumber.
enum class RepairState : std::uint8_t {
    Due = 0,         ///< the sender's device is still to be asked
    Asked = 1,       ///< at QuarantineRow::askedAtMs
    Unknown = 2,     ///< that device answers that it has no such message
    DeviceGone = 3,  ///< that device is no longer on its owner's list
    CannotAsk = 4,   ///< a phone has no words for it; its session was renewed
};

struct QuarantineRow {
    MessageId message{};  ///< the card that the user sees
    Jid from;
    std::string archiveId{};  ///< empty if the stanza came without one
    QuarantineReason reason = QuarantineReason::Other;
    Bytes stanza{};  ///< empty: nothing came
    std::int64_t atMs = 0;
    RepairState repair = RepairState::Due;
    std::int64_t askedAtMs = 0;
};

/// A card whose sender's device can be asked for the message.
struct CardDue {
    QuarantineReason reason = QuarantineReason::Other;
    MessageRef message;
};

inline constexpr MessageId kNewest{std::numeric_limits<std::int64_t>::max()};

}  // namespace sotto::store
