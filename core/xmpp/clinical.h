// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// urn:x-sotto:clinical:0: what XMPP has no words for. Only inside a sealed envelope.
//   <urgency level='stat' within='900'/>   within: seconds until somebody must answer
//   <acknowledged id='…'/>                 a person has seen that they must act on that message;
//   <accepted/>, <done/>, <declined/>      as it goes on, each with an id
//   <previous id='…'/>                     beside a body: the text that this device sent before
//                                          it in this conversation; unknown there: a gap
//   <resent id='…'/>                       beside a body: this is that message, sealed anew
//   <resend id='…'/>                       one to 100: your device sent this and we could not
//                                          open it, or never got it
//   <resend-answer id='…' result='…'/>     to one of them: not-a-message (nothing to show was
//                                          lost), unknown (this device has no such message)
//   <escalated first='…' at='…'/>         beside a body: nobody answered it where it went first
//   <room jid='…' name='…'/>               an invitation: you are a member of that room
//   <patient name='…' mrn='…' labels='…'/> beside a body: whom it is about; labels "SUD,HIV"
//                                          say that it is sensitive. Name or mrn may be absent

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/jid.h"
#include "core/domain/message.h"
#include "core/domain/patient.h"
#include "core/xmpp/element.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::xmpp {

inline constexpr std::chrono::seconds kLongestWithin{7 * 24 * 3600};

struct ClinicalUrgency {
    Urgency level = Urgency::Fyi;
    std::optional<std::chrono::seconds> within;  ///< 1 second to 7 days

    friend bool operator==(const ClinicalUrgency&, const ClinicalUrgency&) = default;
};

Element buildUrgency(const ClinicalUrgency& urgency);
bool isUrgency(const Element& element);

/// Errors: Malformed (a level that no text can have, a time out of range).
Result<ClinicalUrgency> parseUrgency(const Element& element);

Element buildAnswer(Answer answer, std::string_view messageId);
bool isAnswer(const Element& element);
/// Of an element for which isAnswer() holds.
Answer answerOf(const Element& element);

Element buildPrevious(std::string_view messageId);
bool isPrevious(const Element& element);

Element buildResent(std::string_view messageId);
bool isResent(const Element& element);

Element buildResend(std::string_view messageId);
bool isResend(const Element& element);

/// Why a message that was asked for does not come.
enum class ResendResult : std::uint8_t {
    NotAMessage,  ///< a receipt or a repair: there was nothing to show
    Unknown,      ///< that device did not send it to us
};

Element buildResendAnswer(std::string_view messageId, ResendResult result);
bool isResendAnswer(const Element& element);

/// Errors: Malformed (a result that we do not know).
Result<ResendResult> parseResendResult(const Element& element);

/// Beside a text: it was for others first, and nobody answered.
struct Escalated {
    Jid first;  ///< bare: a person or a room
    WallTime at{};

    friend bool operator==(const Escalated&, const Escalated&) = default;
};

Element buildEscalated(const Escalated& escalated);
bool isEscalated(const Element& element);

/// Errors: Malformed (no address, no time).
Result<Escalated> parseEscalated(const Element& element);

/// You are a member of that room, which among us has this name. Whether it is true, the room
/// shows when it is entered.
struct RoomInvitation {
    Jid room;  ///< bare
    std::string name;

    friend bool operator==(const RoomInvitation&, const RoomInvitation&) = default;
};

inline constexpr std::size_t kMostRoomNameBytes = 256;

Element buildRoomInvitation(const RoomInvitation& invitation);
bool isRoomInvitation(const Element& element);

/// Errors: Malformed (no room's address, no name, a name that is too long).
Result<RoomInvitation> parseRoomInvitation(const Element& element);

Element buildPatient(const PatientTag& tag);
bool isPatient(const Element& element);

/// Errors: Malformed (nobody is named, or something is out of bounds; see isUsable()).
Result<PatientTag> parsePatient(const Element& element);

}  // namespace sotto::xmpp
