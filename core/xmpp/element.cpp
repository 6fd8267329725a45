// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/element.h"

#include "core/xmpp/xml_gate.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace sotto::xmpp {
namespace {

void writeElement(std::string& out, const Element& element, std::string_view contextNs)
{
    out.append("<").append(element.name);
    if (element.ns != contextNs)
        out.append(" xmlns='").append(escaped(element.ns)).append("'");
    for (const auto& [key, value] : element.attributes)
        out.append(" ").append(key).append("='").append(escaped(value)).append("'");
    if (element.text.empty() && element.children.empty()) {
        out.append("/>");
        return;
    }
    out.append(">").append(escaped(element.text));
    for (const auto& child : element.children)
        writeElement(out, child, element.ns);
    out.append("</").append(element.name).append(">");
}

/// Bytes of the character at the front of a text that is not empty; 0 if XML 1.0 (2.2)
/// forbids it or it is not UTF-8.
std::size_t characterSize(std::string_view text)
{
    Utf8Check check;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!check.take(static_cast<std::uint8_t>(text[i])))
            return 0;
        if (check.atBoundary())
            return i + 1;
    }
    return 0;
}

/// How much of it stands for itself: base64, ids and most words do, in one piece.
std::size_t plainLength(std::string_view text)
{
    const auto isPlain = [](char c) {
        return c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '\'' && c != '"';
    };
    return static_cast<std::size_t>(std::ranges::find_if_not(text, isPlain) - text.begin());
}

/// White space other than a blank is written as a reference: a parser would otherwise
/// turn a return into a line feed, and all of it into blanks in an attribute (XML 1.0,
/// 2.11 and 3.3.3).
void writeAscii(std::string& out, char c)
{
    static constexpr std::array<std::pair<char, std::string_view>, 8> kReferences{{
        {'&', "&amp;"},
        {'<', "&lt;"},
        {'>', "&gt;"},
        {'\'', "&apos;"},
        {'"', "&quot;"},
        {'\t', "&#9;"},
        {'\n', "&#10;"},
        {'\r', "&#13;"},
    }};
    const auto* found =
        std::ranges::find(kReferences, c, &decltype(kReferences)::value_type::first);
    if (found == kReferences.end())
        out += c;
    else
        out += found->second;
}

}  // namespace

std::string_view Element::attribute(std::string_view key) const
{
    const auto found = attributes.find(key);
    return found == attributes.end() ? std::string_view{} : std::string_view{found->second};
}

bool Element::hasAttribute(std::string_view key) const
{
    return attributes.contains(key);
}

const Element* Element::child(std::string_view childName, std::string_view childNs) const
{
    const auto found =
        std::ranges::find_if(children, [&](const Element& e) { return e.is(childName, childNs); });
    return found == children.end() ? nullptr : &*found;
}

std::string_view Element::childText(std::string_view childName, std::string_view childNs) const
{
    const auto* found = child(childName, childNs);
    return found ? std::string_view{found->text} : std::string_view{};
}

Element& Element::set(std::string_view key, std::string_view value)
{
    attributes.insert_or_assign(std::string{key}, std::string{value});
    return *this;
}

Element& Element::setText(std::string_view value)
{
    text = value;
    return *this;
}

Element& Element::add(Element element)
{
    children.push_back(std::move(element));
    return *this;
}

std::string toXml(const Element& element, std::string_view contextNs)
{
    std::string out;
    writeElement(out, element, contextNs);
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto plain = plainLength(text);
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            break;
        const auto size = characterSize(text);
        if (size == 1)
            writeAscii(out, text.front());
        else
            out.append(text.substr(0, size));
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return out;
}

}  // namespace sotto::xmpp
