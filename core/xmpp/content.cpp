// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/content.h"

#include "core/xmpp/iq.h"
#include "core/xmpp/receipts.h"

#include <algorithm>

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
        return {Element{"body", kClientNs}.setText(text.body), buildUrgency(text.urgency)};
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
        return {buildAcknowledged(acknowledgement.id)};
    }

    std::vector<Element> operator()(const KeyExchangeOnly&) const { return {}; }
};

/// The known elements, sorted by kind.
struct Sorted {
    std::vector<const Element*> bodies, urgencies, received, displayed, acknowledged;

    int kinds() const
    {
        return int{!bodies.empty() || !urgencies.empty()} + int{!received.empty()} +
            int{!displayed.empty()} + int{!acknowledged.empty()};
    }
};

Sorted sort(const std::vector<Element>& elements)
{
    Sorted sorted;
    for (const auto& element : elements) {
        if (isBody(element))
            sorted.bodies.push_back(&element);
        else if (isUrgency(element))
            sorted.urgencies.push_back(&element);
        else if (isReceived(element))
            sorted.received.push_back(&element);
        else if (isDisplayed(element))
            sorted.displayed.push_back(&element);
        else if (isAcknowledged(element))
            sorted.acknowledged.push_back(&element);
    }
    return sorted;
}

Result<Content> parseText(const Sorted& sorted)
{
    if (sorted.bodies.size() != 1 || sorted.urgencies.size() > 1)
        return malformed();
    TextMessage text{sorted.bodies.front()->text, {}};
    if (text.body.empty())
        return malformed();
    if (!sorted.urgencies.empty()) {
        SOTTO_TRY_ASSIGN(text.urgency, parseUrgency(*sorted.urgencies.front()));
    }
    return Content{std::move(text)};
}

Result<std::vector<std::string>> idsOf(const std::vector<const Element*>& elements)
{
    std::vector<std::string> ids;
    for (const auto* element : elements) {
        const auto id = element->attribute("id");
        if (!isUsableId(id))
            return malformed();
        ids.emplace_back(id);
    }
    if (ids.size() > kMaxIds)
        return malformed();
    return ids;
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
    if (!sorted.acknowledged.empty()) {
        SOTTO_TRY_ASSIGN(auto ids, idsOf(sorted.acknowledged));
        if (ids.size() != 1)
            return malformed();
        return Content{Acknowledgement{std::move(ids.front())}};
    }
    return parseText(sorted);
}

Urgency alertOf(const Content& content)
{
    const auto* text = std::get_if<TextMessage>(&content);
    return text ? text->urgency.level : Urgency::None;
}

}  // namespace sotto::xmpp
