// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sotto::xmpp {

/// Checks UTF-8 byte by byte: no overlong form, no surrogate, and only characters that
/// XML 1.0 (2.2) allows, so no U+0000, U+FFFE or U+FFFF (hostile.md B10).
class Utf8Check {
public:
    /// False: the text is not valid; the object is of no use after that.
    bool take(std::uint8_t byte);

    /// False inside a character of several bytes.
    bool atBoundary() const { return m_missing == 0; }

private:
    bool begin(std::uint8_t byte);

    int m_missing = 0;  ///< continuation bytes to come
    std::uint32_t m_character = 0;
    std::uint32_t m_least = 0;  ///< smaller would be overlong
};

/// What stands in front of the XML parser: reads bytes one by one and refuses what
/// RFC 6120 (11.1) forbids before any parser has seen it: document type, comment,
/// processing instruction, text between stanzas; and what is too long or too deep.
///
/// It also finds where a unit (the stream header, a stanza, a document) ends, so that the
/// parser only ever sees whole units and the cost of any input is linear. A stanza above the
/// limits is not refused but passed over to its end, by the same rules and without keeping
/// it: the relay would deliver it again on every new stream. Above kMostPassedOver it is.
class XmlGate {
public:
    enum class Verdict : std::uint8_t {
        Skip,        ///< white space between units
        Keep,        ///< part of a unit
        Complete,    ///< the last byte of a unit
        PassOver,    ///< part of a stanza above the limits
        PassedOver,  ///< its last byte
        Refuse,      ///< see reason(); nothing after it counts
    };

    struct Limits {
        std::size_t unitBytes;
        int depth;  ///< of elements inside a unit
    };

    enum class Mode : std::uint8_t { Stream, Document };

    /// Bytes of one stanza. Relays let through 10 MiB at most.
    static constexpr std::size_t kMostPassedOver = std::size_t{16} * 1024 * 1024;

    XmlGate(Mode mode, Limits limits);

    Verdict take(std::uint8_t byte);

    int depth() const { return m_depth; }  ///< open elements, the stream itself included

    std::string_view reason() const { return m_reason; }

private:
    enum class State : std::uint8_t {
        Text,
        AfterLess,
        Declaration,
        OpenTag,
        Quote,
        CloseTag,
        CdataOpening,
        Cdata,
        Closed,
    };

    Verdict between(std::uint8_t byte);
    Verdict inside(std::uint8_t byte);
    Verdict afterLess(std::uint8_t byte);
    Verdict inDeclaration(std::uint8_t byte);
    Verdict inOpenTag(std::uint8_t byte);
    Verdict inCdata(std::uint8_t byte);
    Verdict endTag(int step);
    Verdict limited(Verdict verdict);
    Verdict refuse(std::string_view reason);

    Limits m_limits;
    int m_outside;  ///< depth between units: 1 in a stream, 0 in a document
    int m_depth = 0;
    State m_state = State::Text;
    Utf8Check m_utf8;
    std::size_t m_taken = 0;
    std::size_t m_unitBytes = 0;
    bool m_isStanza = false;
    bool m_passesOver = false;
    std::size_t m_matched = 0;  ///< characters of "[CDATA[" or "]]" seen so far
    char m_quote = '\0';
    char m_previous = '\0';
    std::string_view m_reason;
};

}  // namespace sotto::xmpp
