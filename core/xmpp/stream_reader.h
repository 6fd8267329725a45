// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/xmpp/element.h"
#include "core/xmpp/xml_gate.h"

#include <QXmlStreamReader>

#include <deque>
#include <optional>
#include <variant>
#include <vector>

namespace sotto::xmpp {

/// What one stanza (or the stream header, or a document) may cost us.
struct Limits {
    std::size_t stanzaBytes = std::size_t{256} * 1024;  ///< from its first "<" to its last ">"
    int depth = 32;                                     ///< the stanza itself is 1
    int attributes = 100;                               ///< of one element
    int elements = 10'000;                              ///< of one stanza
    std::size_t nameBytes = 1024;                       ///< of a name or a namespace
};

struct StreamOpened {
    Element header;  ///< <stream:stream/> with its attributes, no children
};

struct StreamClosed { };

/// A stanza above the Limits was passed over. It was well-formed as far as XmlGate can tell.
struct Oversized {
    Element stanza;  ///< its start tag, or just its name if that alone was too much
};

using StreamEvent = std::variant<StreamOpened, Element, Oversized, StreamClosed>;

/// Turns the bytes of one XMPP stream into stanzas (RFC 6120, 4 and 11).
///
/// Refuses document types, entities, processing instructions, comments, invalid UTF-8,
/// other encodings, undeclared prefixes, duplicate attributes and text between stanzas;
/// enforces Limits while bytes come in: what exceeds them is passed over and told as
/// Oversized. Cost and memory are linear in the input and bounded by the limits. An error is
/// final: close the stream. A value without sockets; any thread, one at a time.
class StreamReader {
public:
    explicit StreamReader(Limits limits = {});

    /// Takes bytes as they come from the transport. Stanzas that were complete before an
    /// error can still be taken with next(). Errors: Malformed.
    Result<Done> feed(ByteView bytes);

    /// The next event, in order; none if more bytes are needed.
    std::optional<StreamEvent> next();

    /// A stanza above the limits has begun and not ended.
    bool isPassingOver() const { return m_passesOver; }

    /// What is kept of a stanza that has not ended yet: never more than Limits::stanzaBytes.
    std::size_t keptBytes() const { return m_unit.size(); }

    /// Forgets everything, for a new stream (after a new connection, or STARTTLS).
    void reset();

private:
    friend Result<Element> parseDocument(ByteView xml, Limits limits);
    StreamReader(XmlGate::Mode mode, Limits limits);

    Result<Done> readUnit();
    Result<Done> readPassedOver();
    void keepStartTag();
    Result<Done> take(QXmlStreamReader::TokenType token);
    Result<Done> checkDeclaration() const;
    Result<Done> startElement();
    void endElement();
    Result<Done> passOver(std::string_view reason);
    Result<Element> readStartTag();
    Error fail(std::string_view reason);

    Limits m_limits;
    XmlGate::Mode m_mode;
    XmlGate m_gate;
    QXmlStreamReader m_xml;
    std::string m_unit;           ///< bytes that the parser has not seen
    std::size_t m_startTag = 0;   ///< length of the stanza's start tag in it, once it is whole
    bool m_passesOver = false;    ///< the present stanza is above the limits
    std::vector<Element> m_open;  ///< from the stanza down to the innermost open element
    int m_depth = 0;              ///< as the parser sees it
    int m_elements = 0;           ///< in this unit
    std::deque<StreamEvent> m_events;
    std::optional<Error> m_failed;
};

/// Reads one element from bytes that are complete, for example a decrypted envelope.
/// The same rules as in a stream, and no XML declaration. Errors: Malformed.
Result<Element> parseDocument(ByteView xml, Limits limits = {});

}  // namespace sotto::xmpp
