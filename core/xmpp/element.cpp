// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/element.h"

#include <algorithm>

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

bool isForbidden(char c)  // XML 1.0, 2.2: controls other than tab, line feed, return
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
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
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '\'':
            out += "&apos;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            if (!isForbidden(c))
                out += c;
        }
    }
    return out;
}

}  // namespace sotto::xmpp
