// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stream_reader.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::kStreamHeader;

namespace {

std::string repeated(std::string_view text, int times)
{
    std::string out;
    out.reserve(text.size() * static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

Result<Done> feedAfterHeader(std::string_view xml)
{
    StreamReader reader;
    REQUIRE(reader.feed(viewOf(kStreamHeader)));
    return reader.feed(viewOf(xml));
}

/// The name of a stanza that was passed over; empty if it was taken. Fails if it was refused.
std::string passedOver(std::string_view xml, Limits limits = {})
{
    StreamReader reader{limits};
    REQUIRE(reader.feed(viewOf(kStreamHeader)));
    REQUIRE(reader.feed(viewOf(xml)));
    REQUIRE(reader.feed(viewOf("<after/>")));
    REQUIRE(reader.next());
    std::vector<StreamEvent> events;
    while (auto event = reader.next())
        events.push_back(*std::move(event));
    REQUIRE(events.size() >= 2);
    CHECK(std::get<Element>(events.back()).name == "after");
    const auto* const oversized = std::get_if<Oversized>(&events.at(events.size() - 2));
    return oversized ? oversized->stanza.name : std::string{};
}

}  // namespace

TEST_CASE("a stream is read as header, stanzas and end", "[xmpp][RFC6120]")
{
    StreamReader reader;
    const auto xml = std::string{kStreamHeader} +
        " <message to='lee@clinic.example' xml:lang='en'><body>a &lt; b &#x41;</body>"
        "<x xmlns='urn:x'><![CDATA[<!-- not a comment -->]]></x></message>\n"
        "<stream:features/><presence/></stream:stream>\n";
    REQUIRE(reader.feed(viewOf(xml)));

    const auto opened = reader.next();
    REQUIRE(opened);
    CHECK(std::get<StreamOpened>(*opened).header.attribute("id") == "s1");
    const auto message = std::get<Element>(*reader.next());
    CHECK(message.is("message", kClientNs));
    CHECK(message.attribute("xml:lang") == "en");
    CHECK(message.childText("body", kClientNs) == "a < b A");
    CHECK(message.childText("x", "urn:x") == "<!-- not a comment -->");
    CHECK(std::get<Element>(*reader.next()).is("features", kStreamsNs));
    CHECK(std::get<Element>(*reader.next()).is("presence", kClientNs));
    CHECK(std::holds_alternative<StreamClosed>(*reader.next()));
    CHECK_FALSE(reader.next());
}

TEST_CASE("a stream may arrive one byte at a time", "[xmpp][RFC6120]")
{
    StreamReader reader;
    const auto xml = std::string{kStreamHeader} +
        "<message><body>\xC3\xA9t\xC3\xA9 \xF0\x9F\x92\x8A</body></message>";
    for (const char c : xml)
        REQUIRE(reader.feed(viewOf(std::string_view{&c, 1})));
    REQUIRE(reader.next());
    const auto message = reader.next();
    REQUIRE(message);
    CHECK(std::get<Element>(*message).childText("body", kClientNs) ==
          "\xC3\xA9t\xC3\xA9 \xF0\x9F\x92\x8A");
}

TEST_CASE("what RFC 6120 forbids ends the stream", "[xmpp][hostile][B1][B8][B9][B10][B12]")
{
    struct Case {
        const char* why;
        std::string xml;
    };

    const auto c = GENERATE(values<Case>({
        {"document type", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"},
        {"document type in a stanza", "<a><!DOCTYPE b></a>"},
        {"entity declaration", "<!ENTITY x 'y'>"},
        {"undefined entity", "<a>&nbsp;</a>"},
        {"undefined entity in an attribute", "<a b='&x;'/>"},
        {"comment", "<!-- x --><a/>"},
        {"comment in a stanza", "<a><!-- x --></a>"},
        {"processing instruction", "<?php x ?>"},
        {"processing instruction in a stanza", "<a><?x y?></a>"},
        {"XML declaration in the middle", "<?xml version='1.0'?><a/>"},
        {"CDATA between stanzas", "<![CDATA[x]]>"},
        {"broken CDATA", "<a><![CDAT[x]]></a>"},
        {"duplicate attribute", "<a b='1' b='2'/>"},
        {"duplicate through prefixes", "<a xmlns:p='urn:1' xmlns:q='urn:1' p:b='1' q:b='2'/>"},
        {"duplicate namespace declaration", "<a xmlns='urn:1' xmlns='urn:2'/>"},
        {"undeclared prefix", "<p:a/>"},
        {"undeclared prefix of an attribute", "<a p:b='1'/>"},
        {"the xml prefix bound elsewhere", "<a xmlns:xml='urn:1'/>"},
        {"the xmlns prefix declared", "<a xmlns:xmlns='urn:1'/>"},
        {"text between stanzas", "<a/>x<b/>"},
        {"escaped text between stanzas", "<a/>&#32;<b/>"},
        {"text without '>' between stanzas", "x"},
        {"end tag that does not match", "<a><b></a></b>"},
        {"end tag of the stream inside", "<a></stream:stream>"},
        {"attribute without quotes", "<a b=1/>"},
        {"'<' in an attribute", "<a b='<'/>"},
        {"'<' inside a tag", "<a <b/>"},
        {"no name", "<>x</>"},
        {"slash in the wrong place", "<a/ ></a>"},
        {"overlong slash", "<a>\xC0\xAF</a>"},
        {"overlong in three bytes", "<a>\xE0\x80\xAF</a>"},
        {"overlong in four bytes", "<a>\xF0\x80\x80\xAF</a>"},
        {"lone surrogate", "<a>\xED\xA0\x80</a>"},
        {"above U+10FFFF", "<a>\xF4\x90\x80\x80</a>"},
        {"lone continuation", "<a>\x80</a>"},
        {"character cut by markup", "<a>\xC3</a>"},
        {"byte FF", "<a>\xFF</a>"},
        {"U+0000", std::string("<a>\0</a>", 8)},
        {"U+0000 as a reference", "<a>&#0;</a>"},
        {"U+0001", "<a>\x01</a>"},
        {"U+0001 as a reference", "<a>&#1;</a>"},
        {"U+FFFE", "<a>\xEF\xBF\xBE</a>"},
        {"U+FFFE as a reference", "<a>&#xFFFE;</a>"},
        {"U+FFFF as a reference in an attribute", "<a b='&#xFFFF;'/>"},
        {"surrogate as a reference", "<a>&#xD800;</a>"},
        {"reference above U+10FFFF", "<a>&#x110000;</a>"},
        {"reference without end", "<a>&#x41</a>"},
        {"byte-order mark between stanzas", "\xEF\xBB\xBF<a/>"},
    }));
    CAPTURE(c.why);

    const auto fed = feedAfterHeader(c.xml);

    REQUIRE_FALSE(fed);
    CHECK(fed.error().code == Errc::Malformed);
}

TEST_CASE("a stream that does not begin as one is refused", "[xmpp][hostile][B12][A28]")
{
    const auto xml =
        GENERATE(as<std::string>{}, "\xEF\xBB\xBF<?xml version='1.0'?>", "\xFF\xFE<\0",
                 "<?xml version='1.0' encoding='UTF-16'?><stream:stream "
                 "xmlns:stream='http://etherx.jabber.org/streams'>",
                 "<?xml version='1.0' encoding='ISO-8859-1'?><stream:stream "
                 "xmlns:stream='http://etherx.jabber.org/streams'>",
                 " <?xml version='1.0'?>", "<?xml version='1.0'?><?xml version='1.0'?>",
                 "<?xml-stylesheet href='x'?>", "<!DOCTYPE x>", "<!-- x -->",
                 "HTTP/1.1 400 Bad Request", "<stream xmlns='urn:other'>",
                 "<message xmlns='jabber:client'/>", "<stream:stream xmlns:stream='urn:other'>");
    CAPTURE(xml);
    StreamReader reader;
    CHECK_FALSE(reader.feed(viewOf(xml)));
}

TEST_CASE("the end of a stream inside text is only text", "[xmpp][hostile][B13]")
{
    const auto message = test::element("<message><body>&lt;/stream:stream&gt;</body></message>");
    CHECK(message.childText("body", kClientNs) == "</stream:stream>");
}

TEST_CASE("depth is limited", "[xmpp][hostile][B4]")
{
    const int depth = GENERATE(31, 32, 33, 100000);
    CAPTURE(depth);
    const auto nested = repeated("<a>", depth) + repeated("</a>", depth);
    CHECK(passedOver(nested).empty() == (depth <= 32));
    CHECK(parseDocument(viewOf(nested)).has_value() == (depth <= 32));
}

TEST_CASE("attributes and namespace declarations are counted", "[xmpp][hostile]")
{
    const int count = GENERATE(100, 101, 5000);
    std::string attributes;
    std::string declarations;
    for (int i = 0; i < count; ++i) {
        attributes += " b" + std::to_string(i) + "='x'";
        declarations += " xmlns:b" + std::to_string(i) + "='x'";
    }
    for (const auto& many : {attributes, declarations}) {
        CHECK(passedOver("<a" + many + "/>").empty() == (count <= 100));
        CHECK(passedOver("<a><b" + many + "/></a>").empty() == (count <= 100));
        CHECK(parseDocument(viewOf("<a" + many + "/>")).has_value() == (count <= 100));
    }
}

TEST_CASE("the size of a stanza is counted from its own first byte", "[xmpp][hostile][B6]")
{
    const int bytes = GENERATE(256 * 1024, 256 * 1024 + 1);
    const auto stanza = "<a>" + std::string(static_cast<std::size_t>(bytes) - 7, 'x') + "</a>";
    const auto earlier = "<b>" + std::string(100'000, 'x') + "</b> \n";
    CHECK(passedOver(earlier + stanza).empty() == (bytes <= 256 * 1024));
}

TEST_CASE("names and elements are limited", "[xmpp][hostile]")
{
    const int size = GENERATE(1024, 1025);
    const std::string name(static_cast<std::size_t>(size), 'n');
    CHECK(passedOver("<" + name + "/>").empty() == (size <= 1024));
    CHECK(passedOver("<a " + name + "=''/>").empty() == (size <= 1024));
    CHECK(passedOver("<a xmlns='" + name + "'/>").empty() == (size <= 1024));

    const int elements = GENERATE(9'999, 10'000);
    CHECK(passedOver("<a>" + repeated("<b/>", elements) + "</a>").empty() == (elements <= 9'999));
}

TEST_CASE("what is above the limits is passed over wherever the bytes are split",
          "[xmpp][hostile][B4][B6]")
{
    Limits small;
    small.stanzaBytes = 300;
    small.depth = 4;
    small.elements = 6;

    struct Case {
        const char* why;
        std::string xml;
        bool keepsStartTag;
    };

    const auto c = GENERATE(values<Case>({
        {"too long",
         "<message from='lee@clinic.example' id='1'><body>" + std::string(400, 'x') +
             "</body><![CDATA[</message>]]></message>",
         true},
        {"too deep",
         "<message from='lee@clinic.example' id='1'>" + repeated("<a>", 9) + "'\">" +
             repeated("</a>", 9) + "</message>",
         true},
        {"too many",
         "<message from='lee@clinic.example' id='1'>" + repeated("<a/>", 9) + "</message>", true},
        {"a start tag that is too long by itself",
         "<message a='" + std::string(400, '>') + "' from='lee@clinic.example'><b/></message>",
         false},
        {"an empty tag that is too long", "<message a='" + std::string(400, '/') + "'/>", false},
    }));
    CAPTURE(c.why);
    const auto xml = c.xml + "<presence/>";
    for (std::size_t split = 0; split < xml.size(); ++split) {
        CAPTURE(split);
        StreamReader reader{small};
        REQUIRE(reader.feed(viewOf(kStreamHeader)));
        REQUIRE(reader.feed(viewOf(std::string_view{xml}.substr(0, split))));
        CHECK(reader.keptBytes() <= small.stanzaBytes);
        REQUIRE(reader.feed(viewOf(std::string_view{xml}.substr(split))));
        REQUIRE(reader.next());
        const auto event = reader.next();
        REQUIRE(event);
        REQUIRE(std::holds_alternative<Oversized>(*event));
        const auto& stanza = std::get<Oversized>(*event).stanza;
        CHECK(stanza.is("message", kClientNs));
        CHECK(stanza.attribute("from") == (c.keepsStartTag ? "lee@clinic.example" : ""));
        CHECK(stanza.children.empty());
        CHECK(stanza.text.empty());
        CHECK(std::get<Element>(*reader.next()).name == "presence");
        CHECK_FALSE(reader.next());
    }
}

TEST_CASE("what is passed over must be well-formed as far as the gate sees", "[xmpp][hostile]")
{
    const auto ending = GENERATE(as<std::string>{}, "<!-- x --></a>", "<?x y?></a>", "\xFF</a>",
                                 "<b c='<'/></a>", "<!DOCTYPE b></a>", "</a></stream:stream>x");
    CAPTURE(ending);
    CHECK_FALSE(feedAfterHeader("<a>" + std::string(300 * 1024, 'x') + ending));
}

TEST_CASE("only a stanza is passed over: a header or an end of the stream above the limits ends it",
          "[xmpp][hostile]")
{
    StreamReader reader;
    CHECK_FALSE(reader.feed(viewOf("<stream:stream a='" + std::string(300 * 1024, 'x'))));
    CHECK_FALSE(feedAfterHeader("</stream:stream" + std::string(300 * 1024, ' ') + ">"));
}

TEST_CASE("a stanza without end is passed over in little memory, and ends the stream at last",
          "[xmpp][hostile][B5]")
{
    const auto unit =
        GENERATE(as<std::string>{}, "<a>", "<a/>", "x", "a ", "]]", "\xC3\xA9", "&lt;");
    CAPTURE(unit);
    StreamReader reader;
    REQUIRE(reader.feed(viewOf(kStreamHeader)));
    REQUIRE(reader.feed(viewOf("<m>")));
    const auto flood = repeated(unit, 100'000);
    std::size_t fed = 0;
    while (reader.feed(viewOf(flood))) {
        fed += flood.size();
        REQUIRE(reader.keptBytes() <= Limits{}.stanzaBytes);
        REQUIRE(fed <= XmlGate::kMostPassedOver);
    }
    CHECK(fed > Limits{}.stanzaBytes);
    CHECK_FALSE(reader.feed(viewOf("</m>")));
}

TEST_CASE("broken markup without end is refused at once", "[xmpp][hostile][B5]")
{
    const auto unit = GENERATE(as<std::string>{}, "<a", "<a b='");
    CHECK_FALSE(feedAfterHeader("<m>" + repeated(unit, 2)));
}

TEST_CASE("white space between stanzas may go on for ever", "[xmpp][RFC6120]")
{
    StreamReader reader;
    REQUIRE(reader.feed(viewOf(kStreamHeader)));
    CHECK(reader.feed(viewOf(std::string(2'000'000, ' '))));
    CHECK(reader.feed(viewOf("<a/>")));
}

TEST_CASE("an error is final until the reader is reset for a new stream", "[xmpp]")
{
    StreamReader reader;
    REQUIRE(reader.feed(viewOf(kStreamHeader)));
    REQUIRE(reader.feed(viewOf("<a/><b>")));
    REQUIRE_FALSE(reader.feed(viewOf("</c>")));
    CHECK_FALSE(reader.feed(viewOf("<d/>")));
    CHECK(reader.next());
    CHECK(std::get<Element>(*reader.next()).name == "a");
    CHECK_FALSE(reader.next());

    reader.reset();
    REQUIRE(reader.feed(viewOf(kStreamHeader)));
    REQUIRE(reader.feed(viewOf("<e/>")));
    CHECK(std::holds_alternative<StreamOpened>(*reader.next()));
    CHECK(std::get<Element>(*reader.next()).name == "e");
}

TEST_CASE("nothing may follow the end of the stream", "[xmpp][hostile]")
{
    CHECK(feedAfterHeader("</stream:stream>\n"));
    CHECK_FALSE(feedAfterHeader("</stream:stream><a/>"));
    CHECK_FALSE(feedAfterHeader("</stream:stream></stream:stream>"));
}

TEST_CASE("a document is one element and nothing else", "[xmpp]")
{
    const auto parsed = parseDocument(viewOf(" <a xmlns='urn:1'><b>x</b></a>\n"));
    REQUIRE(parsed);
    CHECK(parsed->is("a", "urn:1"));
    CHECK(parsed->childText("b", "urn:1") == "x");

    const auto xml = GENERATE(as<std::string>{}, "", " ", "x", "<a>", "<a/><b/>", "<a/>x",
                              "<?xml version='1.0'?><a/>", "<!DOCTYPE a><a/>", "<a/><!-- x -->",
                              "<a>\xC3", "</a>", "\xEF\xBB\xBF<a/>", "<stream:stream/>", "<a");
    CAPTURE(xml);
    CHECK_FALSE(parseDocument(viewOf(xml)));
}

TEST_CASE("what we write is what we read", "[xmpp]")
{
    const std::string text = "x\r\n\t <&>'\" ]]> \u00E9\U0001F48A";
    Element element{"a", "urn:1"};
    element.set("q", text).add(Element{"b", "urn:2"}.setText(text)).add({"c", "urn:1"});
    const auto parsed = parseDocument(viewOf(toXml(element)));
    REQUIRE(parsed);
    CHECK(*parsed == element);
}

TEST_CASE("what a relay would close the stream over is not written", "[xmpp][hostile][B10]")
{
    const auto bad = GENERATE(as<std::string>{}, "\x01", "\x1F", std::string(1, '\0'), "\xFF",
                              "\xC3", "\xED\xA0\x80", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xC0\xAF",
                              "\x80", "\xF4\x90\x80\x80", "\xE2\x82");
    CHECK(escaped("a" + bad + "b") == "ab");
    CHECK(escaped(bad + "\u00E9") == "\u00E9");
    CHECK(escaped("\u00E9" + bad) == "\u00E9");
}
