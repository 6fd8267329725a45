// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stream_reader.h"

#include <algorithm>
#include <utility>

namespace sotto::xmpp {
namespace {

constexpr QLatin1String kXmlNs("http://www.w3.org/XML/1998/namespace");

std::string toUtf8(QStringView text)
{
    return text.toUtf8().toStdString();
}

/// Qt 6.4 refuses a duplicate attribute but not a duplicate declaration.
bool hasDuplicate(const QXmlStreamNamespaceDeclarations& declarations)
{
    for (qsizetype i = 0; i < declarations.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (declarations.at(i).prefix() == declarations.at(j).prefix())
                return true;
    return false;
}

XmlGate::Limits gateLimits(const Limits& limits)
{
    return {limits.stanzaBytes, limits.depth};
}

}  // namespace

StreamReader::StreamReader(Limits limits) : StreamReader(XmlGate::Mode::Stream, limits) { }

StreamReader::StreamReader(XmlGate::Mode mode, Limits limits)
    : m_limits(limits),
      m_mode(mode),
      m_gate(mode, gateLimits(limits))
{
}

void StreamReader::reset()
{
    m_gate = XmlGate{m_mode, gateLimits(m_limits)};
    m_xml.clear();
    m_unit.clear();
    m_startTag = 0;
    m_passesOver = false;
    m_open.clear();
    m_depth = 0;
    m_elements = 0;
    m_events.clear();
    m_failed.reset();
}

Result<Done> StreamReader::feed(ByteView bytes)
{
    if (m_failed)
        return *m_failed;
    for (const auto byte : bytes) {
        const auto verdict = m_gate.take(byte);
        if (verdict == XmlGate::Verdict::Refuse)
            return fail(m_gate.reason());
        if (verdict == XmlGate::Verdict::Skip)
            continue;
        if (verdict == XmlGate::Verdict::PassOver) {
            keepStartTag();
        } else if (verdict == XmlGate::Verdict::PassedOver) {
            keepStartTag();
            SOTTO_TRY(readPassedOver());
        } else {
            m_unit.push_back(static_cast<char>(byte));
            if (m_startTag == 0 && m_gate.depth() > 1)
                m_startTag = m_unit.size();
            if (verdict == XmlGate::Verdict::Complete)
                SOTTO_TRY(readUnit());
        }
    }
    return Done{};
}

/// Of a stanza that is passed over, its start tag is kept, or its name if that alone is too
/// long: enough to know what it was.
void StreamReader::keepStartTag()
{
    if (m_passesOver)
        return;
    m_passesOver = true;
    if (m_startTag == 0) {
        m_unit.resize(std::min(m_unit.size(), m_unit.find_first_of(" \t\r\n/>", 1)));
        m_unit += '>';
    } else {
        m_unit.resize(m_startTag);
    }
}

/// The parser sees a stanza of the same name without content.
Result<Done> StreamReader::readPassedOver()
{
    const auto name = m_unit.substr(1, m_unit.find_first_of(" \t\r\n>", 1) - 1);
    m_unit += "</" + name + ">";
    return readUnit();
}

std::optional<StreamEvent> StreamReader::next()
{
    if (m_events.empty())
        return std::nullopt;
    std::optional event{std::move(m_events.front())};
    m_events.pop_front();
    return event;
}

Result<Done> StreamReader::readUnit()
{
    m_elements = 0;
    m_xml.addData(QByteArray(m_unit.data(), static_cast<qsizetype>(m_unit.size())));
    m_unit.clear();
    m_startTag = 0;
    for (;;) {
        const auto token = m_xml.readNext();
        if (token == QXmlStreamReader::EndDocument ||
            m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError)
            break;
        if (auto taken = take(token); !taken)
            return fail(taken.error().detail);
    }
    // Two readers of one text must agree, or one of them was led astray.
    if (m_depth != m_gate.depth())
        return fail("tags do not match");
    return Done{};
}

Result<Done> StreamReader::take(QXmlStreamReader::TokenType token)
{
    switch (token) {
    case QXmlStreamReader::StartDocument:
        return checkDeclaration();
    case QXmlStreamReader::StartElement:
        return startElement();
    case QXmlStreamReader::EndElement:
        endElement();
        return Done{};
    case QXmlStreamReader::Characters:
        if (!m_open.empty() && !m_passesOver)
            m_open.back().text += toUtf8(m_xml.text());
        return Done{};
    default:
        return Error{Errc::Malformed, "not well-formed XML"};
    }
}

Result<Done> StreamReader::checkDeclaration() const
{
    const auto encoding = m_xml.documentEncoding();
    if (!encoding.isEmpty() && encoding.compare(QLatin1String("utf-8"), Qt::CaseInsensitive) != 0)
        return Error{Errc::Malformed, "an encoding other than UTF-8"};
    return Done{};
}

Result<Done> StreamReader::startElement()
{
    const bool isHeader = m_depth == 0 && m_mode == XmlGate::Mode::Stream;
    ++m_depth;
    if (m_passesOver && !m_open.empty())
        return Done{};
    if (++m_elements > m_limits.elements)
        SOTTO_TRY(passOver("too many elements"));
    SOTTO_TRY_ASSIGN(auto element, readStartTag());
    if (m_passesOver && !m_open.empty())
        return Done{};
    if (!isHeader) {
        m_open.push_back(std::move(element));
        return Done{};
    }
    if (!element.is("stream", kStreamsNs))
        return Error{Errc::Malformed, "not an XMPP stream"};
    m_events.emplace_back(StreamOpened{std::move(element)});
    return Done{};
}

void StreamReader::endElement()
{
    --m_depth;
    if (m_open.empty()) {
        m_events.emplace_back(StreamClosed{});
        return;
    }
    if (m_passesOver && m_depth > 1)
        return;
    auto element = std::move(m_open.back());
    m_open.pop_back();
    if (!m_open.empty())
        m_open.back().children.push_back(std::move(element));
    else if (std::exchange(m_passesOver, false))
        m_events.emplace_back(Oversized{std::move(element)});
    else
        m_events.emplace_back(std::move(element));
}

/// What XmlGate does not count is above the limits: only the start tag of the stanza is kept.
Result<Done> StreamReader::passOver(std::string_view reason)
{
    const bool isStanza = m_mode == XmlGate::Mode::Stream && m_depth > 1;
    if (!isStanza)
        return Error{Errc::Malformed, std::string{reason}};
    m_passesOver = true;
    if (m_open.empty())
        return Done{};
    m_open.resize(1);
    m_open.front().children.clear();
    m_open.front().text.clear();
    return Done{};
}

Result<Element> StreamReader::readStartTag()
{
    Element element{toUtf8(m_xml.name()), toUtf8(m_xml.namespaceUri())};
    if (element.name.size() > m_limits.nameBytes || element.ns.size() > m_limits.nameBytes)
        SOTTO_TRY(passOver("name too long"));
    const auto attributes = m_xml.attributes();
    const auto declarations = m_xml.namespaceDeclarations();
    if (attributes.size() + declarations.size() > m_limits.attributes) {
        SOTTO_TRY(passOver("too many attributes"));
        return element;
    }
    if (hasDuplicate(declarations))
        return Error{Errc::Malformed, "namespace declared twice"};
    for (const auto& attribute : attributes) {
        auto name = toUtf8(attribute.name());
        if (name.size() > m_limits.nameBytes)
            SOTTO_TRY(passOver("name too long"));
        if (attribute.namespaceUri() == kXmlNs)
            name.insert(0, "xml:");
        else if (!attribute.namespaceUri().isEmpty())
            continue;  // nothing that we read carries one
        element.attributes.insert_or_assign(std::move(name), toUtf8(attribute.value()));
    }
    return element;
}

Error StreamReader::fail(std::string_view reason)
{
    m_failed = Error{Errc::Malformed, std::string{reason}};
    return *m_failed;
}

Result<Element> parseDocument(ByteView xml, Limits limits)
{
    StreamReader reader{XmlGate::Mode::Document, limits};
    SOTTO_TRY(reader.feed(xml));
    auto event = reader.next();
    if (!event || !std::holds_alternative<Element>(*event))
        return Error{Errc::Malformed, "document not complete"};
    return std::get<Element>(std::move(*event));
}

}  // namespace sotto::xmpp
