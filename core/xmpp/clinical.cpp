// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/clinical.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/timestamps.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kClinicalNs = "urn:x-sotto:clinical:0";
constexpr std::string_view kNotAMessage = "not-a-message";
constexpr std::string_view kUnknown = "unknown";
constexpr std::array kAnswers{Answer::Acknowledged, Answer::Accepted, Answer::Completed,
                              Answer::Declined};

Element naming(std::string_view what, std::string_view messageId)
{
    return Element{what, kClinicalNs}.set("id", messageId);
}

}  // namespace

Element buildUrgency(const ClinicalUrgency& urgency)
{
    Element element{"urgency", kClinicalNs};
    element.set("level", toName(urgency.level));
    if (urgency.within)
        element.set("within", std::to_string(urgency.within->count()));
    return element;
}

bool isUrgency(const Element& element)
{
    return element.is("urgency", kClinicalNs);
}

Result<ClinicalUrgency> parseUrgency(const Element& element)
{
    const auto level = urgencyFromName(element.attribute("level"));
    if (!isUrgency(element) || !level || *level == Urgency::None)
        return Error{Errc::Malformed, "urgency"};
    ClinicalUrgency urgency{*level, std::nullopt};
    if (element.hasAttribute("within")) {
        const auto seconds = parseNumber<std::uint32_t>(element.attribute("within"));
        if (!seconds || *seconds == 0 || *seconds > kLongestWithin.count())
            return Error{Errc::Malformed, "urgency"};
        urgency.within = std::chrono::seconds{*seconds};
    }
    return urgency;
}

Element buildAnswer(Answer answer, std::string_view messageId)
{
    return naming(toName(answer), messageId);
}

bool isAnswer(const Element& element)
{
    return std::ranges::any_of(
        kAnswers, [&element](Answer answer) { return element.is(toName(answer), kClinicalNs); });
}

Answer answerOf(const Element& element)
{
    const auto* const found =
        std::ranges::find(kAnswers, element.name, [](Answer answer) { return toName(answer); });
    return found == kAnswers.end() ? Answer::Acknowledged : *found;
}

Element buildPrevious(std::string_view messageId)
{
    return naming("previous", messageId);
}

bool isPrevious(const Element& element)
{
    return element.is("previous", kClinicalNs);
}

Element buildResent(std::string_view messageId)
{
    return naming("resent", messageId);
}

bool isResent(const Element& element)
{
    return element.is("resent", kClinicalNs);
}

Element buildResend(std::string_view messageId)
{
    return naming("resend", messageId);
}

bool isResend(const Element& element)
{
    return element.is("resend", kClinicalNs);
}

Element buildResendAnswer(std::string_view messageId, ResendResult result)
{
    return naming("resend-answer", messageId)
        .set("result", result == ResendResult::NotAMessage ? kNotAMessage : kUnknown);
}

bool isResendAnswer(const Element& element)
{
    return element.is("resend-answer", kClinicalNs);
}

Result<ResendResult> parseResendResult(const Element& element)
{
    const auto result = element.attribute("result");
    if (result == kNotAMessage)
        return ResendResult::NotAMessage;
    if (result == kUnknown)
        return ResendResult::Unknown;
    return Error{Errc::Malformed, "resend answer"};
}

Element buildEscalated(const Escalated& escalated)
{
    return Element{"escalated", kClinicalNs}
        .set("first", escalated.first.toString())
        .set("at", formatTimestamp(escalated.at));
}

bool isEscalated(const Element& element)
{
    return element.is("escalated", kClinicalNs);
}

Result<Escalated> parseEscalated(const Element& element)
{
    SOTTO_TRY_ASSIGN(auto first, Jid::parseAccount(element.attribute("first")));
    SOTTO_TRY_ASSIGN(const auto at, parseTimestamp(element.attribute("at")));
    return Escalated{std::move(first), at};
}

Element buildRoomInvitation(const RoomInvitation& invitation)
{
    return Element{"room", kClinicalNs}
        .set("jid", invitation.room.toString())
        .set("name", invitation.name);
}

bool isRoomInvitation(const Element& element)
{
    return element.is("room", kClinicalNs);
}

Result<RoomInvitation> parseRoomInvitation(const Element& element)
{
    SOTTO_TRY_ASSIGN(auto room, Jid::parseAccount(element.attribute("jid")));
    const auto name = element.attribute("name");
    if (name.empty() || name.size() > kMostRoomNameBytes)
        return Error{Errc::Malformed, "name of a room"};
    return RoomInvitation{std::move(room), std::string{name}};
}

Element buildPatient(const PatientTag& tag)
{
    Element element{"patient", kClinicalNs};
    if (!tag.name.empty())
        element.set("name", tag.name);
    if (!tag.number.empty())
        element.set("mrn", tag.number);
    if (!tag.labels.empty())
        element.set("labels", joinLabels(tag.labels));
    return element;
}

bool isPatient(const Element& element)
{
    return element.is("patient", kClinicalNs);
}

Result<PatientTag> parsePatient(const Element& element)
{
    PatientTag tag{std::string{element.attribute("name")}, std::string{element.attribute("mrn")},
                   splitLabels(element.attribute("labels"))};
    if (!isUsable(tag))
        return Error{Errc::Malformed, "patient"};
    return tag;
}

}  // namespace sotto::xmpp
