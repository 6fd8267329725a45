// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stream_reader.h"

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
        m_unit.push_back(static_cast<char>(byte));
        if (verdict == XmlGate::Verdict::Complete)
            SOTTO_TRY(readUnit());
    }
    return Done{};
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
        if (!m_open.empty())
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
    if (++m_elements > m_limits.elements)
        return Error{Errc::Malformed, "too many elements"};
    SOTTO_TRY_ASSIGN(auto element, readStartTag());
    const bool isHeader = m_depth == 0 && m_mode == XmlGate::Mode::Stream;
    ++m_depth;
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
    auto element = std::move(m_open.back());
    m_open.pop_back();
    if (m_open.empty())
        m_events.emplace_back(std::move(element));
    else
        m_open.back().children.push_back(std::move(element));
}

Result<Element> StreamReader::readStartTag() const
{
    Element element{toUtf8(m_xml.name()), toUtf8(m_xml.namespaceUri())};
    if (element.name.size() > m_limits.nameBytes || element.ns.size() > m_limits.nameBytes)
        return Error{Errc::Malformed, "name too long"};
    const auto attributes = m_xml.attributes();
    const auto declarations = m_xml.namespaceDeclarations();
    if (attributes.size() + declarations.size() > m_limits.attributes)
        return Error{Errc::Malformed, "too many attributes"};
    if (hasDuplicate(declarations))
        return Error{Errc::Malformed, "namespace declared twice"};
    for (const auto& attribute : attributes) {
        auto name = toUtf8(attribute.name());
        if (name.size() > m_limits.nameBytes)
            return Error{Errc::Malformed, "name too long"};
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
