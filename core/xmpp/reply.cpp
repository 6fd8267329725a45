// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/reply.h"

#include "core/xmpp/attribute_values.h"
#include "core/xmpp/iq.h"

#include <algorithm>

namespace sotto::xmpp {
namespace {

constexpr std::string_view kReplyNs = "urn:xmpp:reply:0";
constexpr std::string_view kReferenceNs = "urn:xmpp:reference:0";
constexpr std::string_view kScheme = "xmpp:";

}  // namespace

Element buildReply(const Reply& reply)
{
    return Element{"reply", kReplyNs}.set("to", reply.author.toString()).set("id", reply.id);
}

bool isReply(const Element& element)
{
    return element.is("reply", kReplyNs);
}

Result<Reply> parseReply(const Element& element)
{
    auto author = Jid::parseAccount(element.attribute("to"));
    const auto id = element.attribute("id");
    if (!isReply(element) || element.attributes.size() != 2 || !element.children.empty() ||
        !element.text.empty() || !author || !isUsableId(id))
        return Error{Errc::Malformed, "reply"};
    return Reply{*std::move(author), std::string{id}};
}

Element buildMention(const Mention& mention)
{
    return Element{"reference", kReferenceNs}
        .set("type", "mention")
        .set("uri", std::string{kScheme} + mention.person.toString())
        .set("begin", std::to_string(mention.begin))
        .set("end", std::to_string(mention.end));
}

bool isMention(const Element& element)
{
    return element.is("reference", kReferenceNs) && element.attribute("type") == "mention";
}

std::optional<Mention> readMention(const Element& element, std::size_t codePoints)
{
    const auto uri = element.attribute("uri");
    const auto begin = parseNumber<std::size_t>(element.attribute("begin"));
    const auto end = parseNumber<std::size_t>(element.attribute("end"));
    if (!isMention(element) || !uri.starts_with(kScheme) || !begin || !end || *begin >= *end ||
        *end > codePoints)
        return std::nullopt;
    auto person = Jid::parseAccount(uri.substr(kScheme.size()));
    return person ? std::optional{Mention{*begin, *end, *std::move(person)}} : std::nullopt;
}

std::size_t countCodePoints(std::string_view utf8)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

}  // namespace sotto::xmpp
