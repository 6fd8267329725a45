// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/strong_id.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace sotto {

/// A Signal device of an account: 1 to 2^31-1, also its registration id (facts.md, 4).
using DeviceId = StrongId<struct DeviceIdTag, std::uint32_t>;
using ConversationId = StrongId<struct ConversationIdTag, std::int64_t>;  ///< row in the vault
using MessageId = StrongId<struct MessageIdTag, std::int64_t>;            ///< row in the vault

inline constexpr bool isValid(DeviceId id)
{
    return id.value >= 1 && id.value <= 0x7FFFFFFFU;
}

/// How soon a person must act. The value is the byte inside <alert/> on the wire
/// (design.md, 5); None is a stanza that nobody must look at (a receipt, a key).
enum class Urgency : std::uint8_t { None = 0, Fyi = 1, Action = 2, Concern = 3, Stat = 4 };

/// What a person answers to a message, each once. The numbers are those of store::ReceiptKind:
/// never renumber.
enum class Answer : std::uint8_t {
    Acknowledged = 2,  ///< has seen that they must act
    Accepted = 3,
    Completed = 4,  ///< "done"; that name is the value of a Result
    Declined = 5,
};

/// Whether a message of that urgency asks for an answer at all.
constexpr bool asksForAnswer(Urgency urgency)
{
    return urgency >= Urgency::Action;
}

/// Whether nothing remains to be done by the person who answers so.
constexpr bool closes(Answer answer, Urgency urgency)
{
    return answer == Answer::Completed || answer == Answer::Declined ||
        (answer == Answer::Acknowledged && urgency == Urgency::Concern);
}

std::string_view toName(Answer answer);    ///< "acknowledged", "accepted", "done", "declined"
std::string_view toName(Urgency urgency);  ///< "fyi", "action", "concern", "stat", "none"
std::optional<Urgency> urgencyFromName(std::string_view name);
std::optional<Urgency> urgencyFromByte(std::uint8_t byte);

/// Where an outgoing message is on its way (design.md, 7). Persistent: never renumber.
enum class Delivery : std::uint8_t {
    Draft = 0,
    Queued = 1,     ///< in the vault, not yet encrypted (no session, no keys yet)
    Sealed = 2,     ///< the exact bytes are in the outbox
    Sent = 3,       ///< handed to the socket after COMMIT
    Relayed = 4,    ///< the relay has it (XEP-0198 ack, own echo or archive copy)
    Delivered = 5,  ///< a device of the recipient stored it (sealed receipt)
    Read = 6,
    Acknowledged = 7,
    Failed = 8,  ///< will not be tried again; the person decides
};

enum class Transition : std::uint8_t {
    Advance,
    Late,   ///< a repeated or overtaken report: nothing to do
    Wrong,  ///< our own bug: stops a test build
};

/// The transition table as code. States only advance (I6); Failed may be queued again.
Transition transition(Delivery from, Delivery to);
bool mayAdvance(Delivery from, Delivery to);

/// The one way back, to Queued, and only when a new session epoch begins (I8): what was sealed
/// with keys that are gone, and did not reach the relay, is sealed again.
bool maySealAnew(Delivery from);

std::string_view toName(Delivery delivery);

}  // namespace sotto
