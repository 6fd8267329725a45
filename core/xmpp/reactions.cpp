// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/reactions.h"

#include "core/domain/reaction.h"
#include "core/xmpp/iq.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kReactionsNs = "urn:xmpp:reactions:0";
constexpr std::string_view kClinicalNs = "urn:x-sotto:clinical:0";

Error malformed()
{
    return {Errc::Malformed, "reactions"};
}

}  // namespace

Element buildReactions(const Reactions& reactions)
{
    auto element = Element{"reactions", kReactionsNs}.set("id", reactions.id);
    for (const auto& one : reactions.emoji)
        element.add(Element{"reaction", kReactionsNs}.setText(one));
    element.add(Element{"of", kClinicalNs}.set("jid", reactions.author.toString()));
    return element;
}

bool isReactions(const Element& element)
{
    return element.is("reactions", kReactionsNs);
}

Result<Reactions> parseReactions(const Element& element)
{
    const auto* const of = element.child("of", kClinicalNs);
    auto author = Jid::parseAccount(of ? of->attribute("jid") : std::string_view{});
    const auto id = element.attribute("id");
    if (!isReactions(element) || element.attributes.size() != 1 || !element.text.empty() ||
        !author || !isUsableId(id) || element.children.size() > kMostReactions + 1)
        return malformed();
    Reactions reactions{*std::move(author), std::string{id}};
    for (const auto& child : element.children) {
        if (&child == of)
            continue;
        const bool isKnown =
            std::ranges::find(reactions.emoji, child.text) != reactions.emoji.end();
        if (!child.is("reaction", kReactionsNs) || !child.attributes.empty() ||
            !child.children.empty() || isKnown || !isReaction(child.text))
            return malformed();
        reactions.emoji.push_back(child.text);
    }
    return reactions;
}

}  // namespace sotto::xmpp
