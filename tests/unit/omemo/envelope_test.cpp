// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/envelope.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <set>

using namespace sotto;
using namespace sotto::omemo;
using xmpp::Element;

namespace {

const Jid kLee = *Jid::parse("lee@clinic.example/desk");
const Jid kKim = *Jid::parseAccount("kim@clinic.example");
const WallTime kTime = wallTimeFromMs(1'795'000'000'123);

Element body(std::string_view text)
{
    return Element{"body", xmpp::kClientNs}.setText(text);
}

Envelope envelopeWith(std::vector<Element> content)
{
    return {kLee, kKim, kTime, std::move(content)};
}

std::string xmlOf(const Envelope& envelope)
{
    return std::string{buildEnvelope(envelope)->text()};
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("an envelope is read as it was built", "[omemo][XEP-0420]")
{
    const std::vector content{
        body("BP <90/60> & \"falling\" \xE2\x9A\xA0"),
        Element{"urgency", "urn:x-sotto:clinical:0"}
            .set("level", "stat")
            .add(Element{"patient", "urn:x-sotto:clinical:0"}.set("tag", "A-17")),
    };
    const auto read = parseEnvelope(viewOf(xmlOf(envelopeWith(content))), kLee, kKim);
    REQUIRE(read);
    CHECK(read->content == content);
    CHECK(read->time == kTime);
    CHECK(read->from == kLee.bare());
    CHECK(read->to == kKim);
    CHECK(parseEnvelope(viewOf(xmlOf(envelopeWith({}))), kLee, kKim)->content.empty());
}

TEST_CASE("sizes are multiples of 256, whatever is said", "[omemo][XEP-0420]")
{
    std::set<std::size_t> sizes;
    for (std::size_t length = 0; length < 512; ++length) {
        const auto xml = buildEnvelope(envelopeWith({body(std::string(length, 'x'))}));
        REQUIRE(xml->size() % kPaddingStep == 0);
        REQUIRE(parseEnvelope(xml->view(), kLee, kKim));
        sizes.insert(xml->size());
    }
    CHECK(sizes.size() <= 3);
    CHECK(xmlOf(envelopeWith({})) != xmlOf(envelopeWith({})));
}

TEST_CASE("too much content is refused on both sides", "[omemo][hostile][D10]")
{
    const auto most = body(std::string(kMostEnvelope - 1024, 'x'));
    const auto xml = buildEnvelope(envelopeWith({most}));
    REQUIRE(xml);
    CHECK(xml->size() <= kMostEnvelope);
    CHECK(parseEnvelope(xml->view(), kLee, kKim));
    CHECK(buildEnvelope(envelopeWith({body(std::string(kMostEnvelope, 'x'))})).error().code ==
          Errc::Malformed);
    const auto longer =
        replaced(std::string{xml->text()}, "<rpad>", "<rpad>" + std::string(9999, 'y'));
    CHECK(parseEnvelope(viewOf(longer), kLee, kKim).error().code == Errc::Malformed);
}

TEST_CASE("an envelope of another stanza is a forgery", "[omemo][hostile]")
{
    const auto xml = xmlOf(envelopeWith({body("x")}));
    const auto other = *Jid::parseAccount("ana@clinic.example");
    CHECK(parseEnvelope(viewOf(xml), other, kKim).error().code == Errc::Forged);
    CHECK(parseEnvelope(viewOf(xml), kLee, other).error().code == Errc::Forged);
    CHECK(parseEnvelope(viewOf(xml), kKim, kLee).error().code == Errc::Forged);
}

TEST_CASE("what belongs outside is dropped from content", "[omemo][XEP-0420][hostile]")
{
    const auto read = parseEnvelope(viewOf(xmlOf(envelopeWith({
                                        Element{"no-store", "urn:xmpp:hints"},
                                        Element{"stanza-id", "urn:xmpp:sid:0"}.set("id", "x"),
                                        Element{"addresses", "http://jabber.org/protocol/address"},
                                        Element{"encryption", "urn:xmpp:eme:0"},
                                        body("kept"),
                                    }))),
                                    kLee, kKim);
    REQUIRE(read);
    CHECK(read->content == std::vector{body("kept")});
}

TEST_CASE("an envelope that breaks the profile is refused", "[omemo][XEP-0420][hostile]")
{
    struct Case {
        const char* why;
        const char* from;
        const char* to;
    };

    const auto c = GENERATE(values<Case>({
        {"another root", "<envelope xmlns='urn:xmpp:sce:1'>", "<envelope xmlns='urn:xmpp:sce:0'>"},
        {"no content", "<content>", "<contend>"},
        {"two contents", "<content>", "<content/><content>"},
        {"no time", "<time stamp=", "<tide stamp="},
        {"no stamp", "<time stamp=", "<time stump="},
        {"stamp without zone", "Z'/>", "'/>"},
        {"two times", "<time ", "<time stamp='2026-11-21T00:00:00Z'/><time "},
        {"no from", "<from ", "<form "},
        {"two froms", "<from ", "<from jid='lee@clinic.example'/><from "},
        {"from is no address", "jid='lee@clinic.example'", "jid='lee'"},
        {"from has a resource", "jid='lee@clinic.example'", "jid='lee@clinic.example/desk'"},
        {"two tos", "<to ", "<to jid='kim@clinic.example'/><to "},
        {"to is empty", "jid='kim@clinic.example'", "jid=''"},
        {"two pads", "<rpad>", "<rpad/><rpad>"},
        {"unknown affix", "<rpad>", "<expires xmlns='urn:other' at='1'/><rpad>"},
        {"unknown affix instead", "<time stamp='2026-", "<expires stamp='2026-"},
        {"document type", "<envelope ", "<!DOCTYPE x><envelope "},
        {"comment", "<content>", "<!-- x --><content>"},
        {"not closed", "</envelope>", ""},
        {"more behind", "</envelope>", "</envelope><envelope/>"},
        {"nothing", "", ""},
    }));
    CAPTURE(c.why);
    const auto genuine = xmlOf(envelopeWith({body("x")}));
    REQUIRE(genuine.find(c.from) != std::string::npos);
    const auto xml = *c.from ? replaced(genuine, c.from, c.to) : std::string{};
    const auto read = parseEnvelope(viewOf(xml), kLee, kKim);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Errc::Malformed);
}
