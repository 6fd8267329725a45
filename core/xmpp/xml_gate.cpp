// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/xml_gate.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kCdata = "[CDATA[";
constexpr std::size_t kMaxDeclarationBytes = 100;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isXmlCharacter(std::uint32_t c)  // XML 1.0, 2.2
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
        (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

}  // namespace

bool Utf8Check::take(std::uint8_t byte)
{
    if (m_missing == 0)
        return begin(byte);
    if ((byte & 0xC0U) != 0x80)
        return false;
    m_character = (m_character << 6U) | (byte & 0x3FU);
    if (--m_missing > 0)
        return true;
    return m_character >= m_least && isXmlCharacter(m_character);
}

bool Utf8Check::begin(std::uint8_t byte)
{
    if (byte < 0x80)
        return isXmlCharacter(byte);

    struct Lead {
        std::uint8_t mask, value;
        int missing;
        std::uint32_t least;
    };

    static constexpr std::array<Lead, 3> kLeads{
        {{0xE0, 0xC0, 1, 0x80}, {0xF0, 0xE0, 2, 0x800}, {0xF8, 0xF0, 3, 0x10000}}};
    for (const auto& lead : kLeads) {
        if ((byte & lead.mask) != lead.value)
            continue;
        m_missing = lead.missing;
        m_least = lead.least;
        m_character = byte & static_cast<std::uint8_t>(~lead.mask);
        return true;
    }
    return false;
}

XmlGate::XmlGate(Mode mode, Limits limits)
    : m_limits(limits),
      m_outside(mode == Mode::Stream ? 1 : 0)
{
}

XmlGate::Verdict XmlGate::take(std::uint8_t byte)
{
    ++m_taken;
    if (!m_utf8.take(byte))
        return refuse("not UTF-8, or a character that XML forbids");
    const bool isBetween =
        m_depth <= m_outside && (m_state == State::Text || m_state == State::Closed);
    const auto verdict = isBetween ? between(byte) : inside(byte);
    m_previous = static_cast<char>(byte);
    if (verdict == Verdict::Skip || verdict == Verdict::Refuse)
        return verdict;
    return limited(verdict);
}

/// Only a stanza can be passed over: a header or a document is read whole or not at all.
XmlGate::Verdict XmlGate::limited(Verdict verdict)
{
    const bool tooLong = ++m_unitBytes > m_limits.unitBytes;
    const bool tooDeep = m_depth - m_outside > m_limits.depth;
    m_passesOver = m_passesOver || tooLong || tooDeep;
    if (!m_passesOver)
        return verdict;
    if (!m_isStanza || m_unitBytes > kMostPassedOver)
        return refuse(tooLong ? "stanza too long" : "nested too deeply");
    return verdict == Verdict::Complete ? Verdict::PassedOver : Verdict::PassOver;
}

XmlGate::Verdict XmlGate::between(std::uint8_t byte)
{
    const auto c = static_cast<char>(byte);
    if (isSpace(c))
        return Verdict::Skip;
    if (m_state == State::Closed)
        return refuse("something after the end");
    if (c != '<')
        return refuse("text between stanzas");
    m_unitBytes = 0;
    m_passesOver = false;
    m_isStanza = m_outside == 1 && m_depth == 1;
    m_state = State::AfterLess;
    return Verdict::Keep;
}

XmlGate::Verdict XmlGate::inside(std::uint8_t byte)
{
    const auto c = static_cast<char>(byte);
    switch (m_state) {
    case State::Text:
        if (c == '<')
            m_state = State::AfterLess;
        return Verdict::Keep;
    case State::AfterLess:
        return afterLess(byte);
    case State::Declaration:
        return inDeclaration(byte);
    case State::OpenTag:
        return inOpenTag(byte);
    case State::Quote:
        if (c == '<')
            return refuse("'<' in an attribute");
        if (c == m_quote)
            m_state = State::OpenTag;
        return Verdict::Keep;
    case State::CloseTag:
        return c == '>' ? endTag(-1) : Verdict::Keep;
    case State::CdataOpening:
    case State::Cdata:
        return inCdata(byte);
    case State::Closed:
        break;
    }
    return refuse("something after the end");
}

XmlGate::Verdict XmlGate::afterLess(std::uint8_t byte)
{
    switch (static_cast<char>(byte)) {
    case '/':
        m_state = State::CloseTag;
        return Verdict::Keep;
    case '!':  // a document type or a comment, unless it is CDATA inside a stanza
        if (m_depth <= m_outside)
            return refuse("markup declaration");
        m_state = State::CdataOpening;
        m_matched = 0;
        return Verdict::Keep;
    case '?':
        if (m_outside == 0 || m_taken != 2)
            return refuse("processing instruction");
        m_state = State::Declaration;
        return Verdict::Keep;
    default:
        m_state = State::OpenTag;
        return inOpenTag(byte);
    }
}

XmlGate::Verdict XmlGate::inDeclaration(std::uint8_t byte)
{
    if (m_unitBytes > kMaxDeclarationBytes)
        return refuse("XML declaration too long");
    if (static_cast<char>(byte) != '>')
        return Verdict::Keep;
    m_state = State::Text;
    return Verdict::Complete;
}

XmlGate::Verdict XmlGate::inOpenTag(std::uint8_t byte)
{
    const auto c = static_cast<char>(byte);
    if (c == '<')
        return refuse("'<' inside a tag");
    if (c == '>')
        return endTag(m_previous == '/' ? 0 : 1);
    if (c == '\'' || c == '"') {
        m_quote = c;
        m_state = State::Quote;
    }
    return Verdict::Keep;
}

XmlGate::Verdict XmlGate::inCdata(std::uint8_t byte)
{
    const auto c = static_cast<char>(byte);
    if (m_state == State::CdataOpening) {
        if (c != kCdata.at(m_matched))
            return refuse("comment or markup declaration");
        if (++m_matched == kCdata.size()) {
            m_state = State::Cdata;
            m_matched = 0;
        }
        return Verdict::Keep;
    }
    if (c == '>' && m_matched >= 2)
        m_state = State::Text;
    m_matched = c == ']' ? m_matched + 1 : 0;
    return Verdict::Keep;
}

/// `step` is how the depth changes: 1 opened, 0 opened and closed, -1 closed.
XmlGate::Verdict XmlGate::endTag(int step)
{
    const bool opensStream = m_depth == 0 && m_outside == 1;
    m_depth += step;
    if (m_depth < 0)
        return refuse("end tag without start");
    m_state = m_depth == 0 ? State::Closed : State::Text;
    return opensStream || m_depth <= m_outside ? Verdict::Complete : Verdict::Keep;
}

XmlGate::Verdict XmlGate::refuse(std::string_view reason)
{
    m_reason = reason;
    return Verdict::Refuse;
}

}  // namespace sotto::xmpp
