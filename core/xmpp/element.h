// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::xmpp {

inline constexpr std::string_view kClientNs = "jabber:client";
inline constexpr std::string_view kStreamsNs = "http://etherx.jabber.org/streams";

/// An XML element as a value, namespaces resolved. XMPP has no mixed content that
/// matters, so text and children are kept apart. Depth is limited by StreamReader.
struct Element {
    std::string name;
    std::string ns;
    std::map<std::string, std::string, std::less<>> attributes;  ///< no prefix but "xml:…"
    std::string text;
    std::vector<Element> children;

    Element() = default;

    Element(std::string_view elementName, std::string_view elementNs)
        : name(elementName),
          ns(elementNs)
    {
    }

    bool is(std::string_view elementName, std::string_view elementNs) const
    {
        return name == elementName && ns == elementNs;
    }

    std::string_view attribute(std::string_view key) const;  ///< empty if absent
    bool hasAttribute(std::string_view key) const;
    const Element* child(std::string_view childName, std::string_view childNs) const;  ///< first
    std::string_view childText(std::string_view childName, std::string_view childNs) const;

    Element& set(std::string_view key, std::string_view value);
    Element& setText(std::string_view value);
    Element& add(Element element);  ///< returns *this, to build in one expression

    friend bool operator==(const Element&, const Element&) = default;
};

/// Serialises with a default-namespace declaration wherever the namespace changes.
/// `contextNs` is the namespace already in force (kClientNs inside a stream).
std::string toXml(const Element& element, std::string_view contextNs = {});

/// Escapes text or an attribute value, so that a parser gives back the same. What XML 1.0
/// forbids and what is not UTF-8 is dropped: a relay would close the stream over it.
std::string escaped(std::string_view text);

}  // namespace sotto::xmpp
