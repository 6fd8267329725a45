// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/content.h"

#include "core/domain/order.h"
#include "core/xmpp/iq.h"
#include "core/xmpp/receipts.h"
#include "core/xmpp/retraction.h"

#include <algorithm>
#include <array>

namespace sotto::xmpp {
namespace {

constexpr std::size_t kMaxIds = 100;

Error malformed()
{
    return {Errc::Malformed, "content of an envelope"};
}

bool isBody(const Element& element)
{
    return element.is("body", kClientNs);
}

template <class Build>
std::vector<Element> buildEach(const std::vector<std::string>& ids, Build build)
{
    std::vector<Element> out;
    std::ranges::transform(ids, std::back_inserter(out), build);
    return out;
}

struct Builder {
    std::vector<Element> operator()(const TextMessage& text) const
    {
        std::vector<Element> out{Element{"body", kClientNs}.setText(text.body),
                                 buildUrgency(text.urgency)};
        if (text.previous)
            out.push_back(buildPrevious(*text.previous));
        if (text.resent)
            out.push_back(buildResent(*text.resent));
        if (text.file)
            out.push_back(buildFileInfo(*text.file));
        if (text.passing)
            out.push_back(buildPassing(*text.passing));
        if (text.replaces)
            out.push_back(buildReplace(*text.replaces));
        if (text.escalated)
            out.push_back(buildEscalated(*text.escalated));
        if (text.patient)
            out.push_back(buildPatient(*text.patient));
        if (text.onCall)
            out.push_back(buildOnCallMark(*text.onCall));
        if (text.order)
            out.push_back(buildOrderMark(*text.order));
        if (text.reply)
            out.push_back(buildReply(*text.reply));
        std::ranges::transform(text.mentions, std::back_inserter(out), buildMention);
        return out;
    }

    std::vector<Element> operator()(const ReceivedReceipt& receipt) const
    {
        return buildEach(receipt.ids, buildReceived);
    }

    std::vector<Element> operator()(const ReadReceipt& receipt) const
    {
        return buildEach(receipt.ids, buildDisplayed);
    }

    std::vector<Element> operator()(const Acknowledgement& acknowledgement) const
    {
        return {buildAnswer(acknowledgement.answer, acknowledgement.id)};
    }

    std::vector<Element> operator()(const ResendRequest& request) const
    {
        return buildEach(request.ids, buildResend);
    }

    std::vector<Element> operator()(const ResendAnswer& answer) const
    {
        return {buildResendAnswer(answer.id, answer.result)};
    }

    std::vector<Element> operator()(const RoomInvitation& invitation) const
    {
        return {buildRoomInvitation(invitation)};
    }

    std::vector<Element> operator()(const Recall& recall) const
    {
        return {buildRetract(recall.id)};
    }

    std::vector<Element> operator()(const KeyExchangeOnly&) const { return {}; }

    std::vector<Element> operator()(const PassedOn& passed) const
    {
        return {buildPassedOn(passed)};
    }

    std::vector<Element> operator()(const RoomChange& change) const
    {
        return {buildRoomChange(change)};
    }

    std::vector<Element> operator()(const OnCallOffer& offer) const
    {
        return {buildOnCallOffer(offer)};
    }

    std::vector<Element> operator()(const OnCallAnswer& answer) const
    {
        return {buildOnCallAnswer(answer)};
    }

    std::vector<Element> operator()(const Reactions& reactions) const
    {
        return {buildReactions(reactions)};
    }
};

/// The known elements, sorted by kind.
struct Sorted {
    using Elements = std::vector<const Element*>;

    Elements bodies, urgencies, previous, resent, files, passings, replaces, escalated, patients,
        roles, orders, replies, mentions;  // one text
    Elements received, displayed, answered, resend, answers, rooms, passedOn, changes, retracts;
    Elements offers, offerAnswers, reactions;

    bool hasText() const
    {
        return !bodies.empty() || !urgencies.empty() || !previous.empty() || !resent.empty() ||
            !files.empty() || !passings.empty() || !replaces.empty() || !escalated.empty() ||
            !patients.empty() || !roles.empty() || !orders.empty() || !replies.empty() ||
            !mentions.empty();
    }

    int kinds() const
    {
        return int{hasText()} + int{!received.empty()} + int{!displayed.empty()} +
            int{!answered.empty()} + int{!resend.empty()} + int{!answers.empty()} +
            int{!rooms.empty()} + int{!passedOn.empty()} + int{!changes.empty()} +
            int{!retracts.empty()} + int{!offers.empty()} + int{!offerAnswers.empty()} +
            int{!reactions.empty()};
    }
};

Sorted sort(const std::vector<Element>& elements)
{
    using Kind = std::pair<bool (*)(const Element&), Sorted::Elements Sorted::*>;
    constexpr std::array kinds{
        Kind{isBody, &Sorted::bodies},          Kind{isUrgency, &Sorted::urgencies},
        Kind{isPrevious, &Sorted::previous},    Kind{isResent, &Sorted::resent},
        Kind{isFileInfo, &Sorted::files},       Kind{isReceived, &Sorted::received},
        Kind{isDisplayed, &Sorted::displayed},  Kind{isAnswer, &Sorted::answered},
        Kind{isResend, &Sorted::resend},        Kind{isResendAnswer, &Sorted::answers},
        Kind{isRoomInvitation, &Sorted::rooms}, Kind{isPassing, &Sorted::passings},
        Kind{isPassedOn, &Sorted::passedOn},    Kind{isRoomChange, &Sorted::changes},
        Kind{isRetract, &Sorted::retracts},     Kind{isReplace, &Sorted::replaces},
        Kind{isEscalated, &Sorted::escalated},  Kind{isPatient, &Sorted::patients},
        Kind{isOnCallMark, &Sorted::roles},     Kind{isOrderMark, &Sorted::orders},
        Kind{isOnCallOffer, &Sorted::offers},   Kind{isOnCallAnswer, &Sorted::offerAnswers},
        Kind{isReply, &Sorted::replies},        Kind{isMention, &Sorted::mentions},
        Kind{isReactions, &Sorted::reactions},
    };
    Sorted sorted;
    for (const auto& element : elements)
        for (const auto& [isOfKind, list] : kinds)
            if (isOfKind(element))
                (sorted.*list).push_back(&element);
    return sorted;
}

Result<std::string> idOf(const Element& element)
{
    const auto id = element.attribute("id");
    if (!isUsableId(id))
        return malformed();
    return std::string{id};
}

Result<std::vector<std::string>> idsOf(const Sorted::Elements& elements)
{
    if (elements.size() > kMaxIds)
        return malformed();
    std::vector<std::string> ids;
    for (const auto* element : elements) {
        SOTTO_TRY_ASSIGN(auto id, idOf(*element));
        ids.push_back(std::move(id));
    }
    return ids;
}

/// The id in the only one of these, if there is one.
Result<std::optional<std::string>> optionalId(const Sorted::Elements& elements)
{
    if (elements.empty())
        return std::optional<std::string>{};
    if (elements.size() > 1)
        return malformed();
    SOTTO_TRY_ASSIGN(auto id, idOf(*elements.front()));
    return std::optional{std::move(id)};
}

/// It is about a patient, its text is its own, and it goes nowhere but to whom it was written.
bool isWholeOrder(const TextMessage& text)
{
    return text.patient && text.body.size() <= kMostOrderText && !text.file && !text.passing &&
        !text.replaces && !text.escalated && !text.onCall && !text.reply && text.mentions.empty();
}

std::vector<Mention> mentionsIn(const std::string& body, const Sorted::Elements& elements)
{
    std::vector<Mention> mentions;
    const auto length = countCodePoints(body);
    for (const auto* element : elements)
        if (auto mention = readMention(*element, length);
            mention && mentions.size() < kMostMentions)
            mentions.push_back(*std::move(mention));
    return mentions;
}

Result<Content> parseText(const Sorted& sorted)
{
    if (sorted.bodies.size() != 1 || sorted.urgencies.size() > 1 || sorted.files.size() > 1 ||
        sorted.passings.size() > 1 || sorted.escalated.size() > 1 || sorted.patients.size() > 1 ||
        sorted.roles.size() > 1 || sorted.orders.size() > 1 || sorted.replies.size() > 1)
        return malformed();
    TextMessage text{sorted.bodies.front()->text, {}};
    if (text.body.empty())
        return malformed();
    if (!sorted.urgencies.empty()) {
        SOTTO_TRY_ASSIGN(text.urgency, parseUrgency(*sorted.urgencies.front()));
    }
    SOTTO_TRY_ASSIGN(text.previous, optionalId(sorted.previous));
    SOTTO_TRY_ASSIGN(text.resent, optionalId(sorted.resent));
    SOTTO_TRY_ASSIGN(text.replaces, optionalId(sorted.replaces));
    if (!sorted.escalated.empty()) {
        SOTTO_TRY_ASSIGN(text.escalated, parseEscalated(*sorted.escalated.front()));
    }
    if (!sorted.patients.empty()) {
        SOTTO_TRY_ASSIGN(text.patient, parsePatient(*sorted.patients.front()));
    }
    if (!sorted.roles.empty()) {
        SOTTO_TRY_ASSIGN(text.onCall, parseOnCallMark(*sorted.roles.front()));
    }
    if (!sorted.files.empty()) {
        SOTTO_TRY_ASSIGN(text.file, parseFileInfo(*sorted.files.front()));
    }
    if (!sorted.passings.empty()) {
        SOTTO_TRY_ASSIGN(text.passing, parsePassing(*sorted.passings.front()));
    }
    if (!sorted.orders.empty()) {
        SOTTO_TRY_ASSIGN(text.order, parseOrderMark(*sorted.orders.front()));
    }
    if (!sorted.replies.empty()) {
        SOTTO_TRY_ASSIGN(text.reply, parseReply(*sorted.replies.front()));
    }
    text.mentions = mentionsIn(text.body, sorted.mentions);
    if (text.order && !isWholeOrder(text))
        return malformed();
    return Content{std::move(text)};
}

Result<Content> parseAnswer(const Sorted& sorted)
{
    if (sorted.answers.size() != 1)
        return malformed();
    SOTTO_TRY_ASSIGN(auto id, idOf(*sorted.answers.front()));
    SOTTO_TRY_ASSIGN(const auto result, parseResendResult(*sorted.answers.front()));
    return Content{ResendAnswer{std::move(id), result}};
}

Result<Content> parseInvitation(const Sorted& sorted)
{
    if (sorted.rooms.size() != 1)
        return malformed();
    SOTTO_TRY_ASSIGN(auto invitation, parseRoomInvitation(*sorted.rooms.front()));
    return Content{std::move(invitation)};
}

Result<Content> parsePassedOnOnly(const Sorted& sorted)
{
    if (sorted.passedOn.size() != 1)
        return malformed();
    SOTTO_TRY_ASSIGN(auto passed, parsePassedOn(*sorted.passedOn.front()));
    return Content{std::move(passed)};
}

Result<Content> parseOfferOnly(const Sorted& sorted)
{
    if (sorted.offers.size() + sorted.offerAnswers.size() != 1)
        return malformed();
    if (sorted.offers.empty()) {
        SOTTO_TRY_ASSIGN(auto answer, parseOnCallAnswer(*sorted.offerAnswers.front()));
        return Content{std::move(answer)};
    }
    SOTTO_TRY_ASSIGN(auto offer, parseOnCallOffer(*sorted.offers.front()));
    return Content{std::move(offer)};
}

Result<Content> parseReactionsOnly(const Sorted& sorted)
{
    if (sorted.reactions.size() != 1)
        return malformed();
    SOTTO_TRY_ASSIGN(auto reactions, parseReactions(*sorted.reactions.front()));
    return Content{std::move(reactions)};
}

Result<Content> parseChangeOnly(const Sorted& sorted)
{
    if (sorted.changes.size() != 1)
        return malformed();
    SOTTO_TRY_ASSIGN(auto change, parseRoomChange(*sorted.changes.front()));
    return Content{std::move(change)};
}

}  // namespace

std::vector<Element> buildContent(const Content& content)
{
    return std::visit(Builder{}, content);
}

Result<Content> parseContent(const std::vector<Element>& elements)
{
    if (elements.empty())
        return Content{KeyExchangeOnly{}};
    const auto sorted = sort(elements);
    if (sorted.kinds() == 0)
        return Error{Errc::Unsupported, "content of an envelope"};
    if (sorted.kinds() > 1)
        return malformed();
    if (!sorted.received.empty()) {
        SOTTO_TRY_ASSIGN(auto ids, idsOf(sorted.received));
        return Content{ReceivedReceipt{std::move(ids)}};
    }
    if (!sorted.displayed.empty()) {
        SOTTO_TRY_ASSIGN(auto ids, idsOf(sorted.displayed));
        return Content{ReadReceipt{std::move(ids)}};
    }
    if (!sorted.answered.empty()) {
        SOTTO_TRY_ASSIGN(auto ids, idsOf(sorted.answered));
        if (ids.size() != 1)
            return malformed();
        return Content{Acknowledgement{std::move(ids.front()), answerOf(*sorted.answered.front())}};
    }
    if (!sorted.resend.empty()) {
        SOTTO_TRY_ASSIGN(auto ids, idsOf(sorted.resend));
        return Content{ResendRequest{std::move(ids)}};
    }
    if (!sorted.answers.empty())
        return parseAnswer(sorted);
    if (!sorted.rooms.empty())
        return parseInvitation(sorted);
    if (!sorted.passedOn.empty())
        return parsePassedOnOnly(sorted);
    if (!sorted.changes.empty())
        return parseChangeOnly(sorted);
    if (!sorted.offers.empty() || !sorted.offerAnswers.empty())
        return parseOfferOnly(sorted);
    if (!sorted.reactions.empty())
        return parseReactionsOnly(sorted);
    if (!sorted.retracts.empty()) {
        SOTTO_TRY_ASSIGN(auto ids, idsOf(sorted.retracts));
        if (ids.size() != 1)
            return malformed();
        return Content{Recall{std::move(ids.front())}};
    }
    return parseText(sorted);
}

Urgency alertOf(const Content& content)
{
    const auto* text = std::get_if<TextMessage>(&content);
    return text && !text->replaces ? text->urgency.level : Urgency::None;
}

}  // namespace sotto::xmpp
