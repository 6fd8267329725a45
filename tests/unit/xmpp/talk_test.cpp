// SPDX-License-Identifier: GPL-3.0-or-later
// XEP-0461 replies, XEP-0372 mentions and XEP-0444 reactions, as they stand in an envelope.
#include "core/domain/reaction.h"
#include "core/xmpp/content.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

const Jid kLee = *Jid::parse("lee@ward.example");

std::string reactions(const std::string& inside, const std::string& id = "m-1",
                      const std::string& of = "lee@ward.example")
{
    return "<reactions xmlns='urn:xmpp:reactions:0' id='" + id + "'>" + inside +
        "<of xmlns='urn:x-sotto:clinical:0' jid='" + of + "'/></reactions>";
}

std::string reaction(const std::string& text)
{
    return "<reaction>" + text + "</reaction>";
}

std::string mention(const std::string& begin, const std::string& end,
                    const std::string& uri = "xmpp:lee@ward.example")
{
    return "<reference xmlns='urn:xmpp:reference:0' type='mention' uri='" + uri + "' begin='" +
        begin + "' end='" + end + "'/>";
}

}  // namespace

TEST_CASE("an answer crosses an envelope, and rings as it would without", "[xmpp][XEP-0461]")
{
    TextMessage text{"yes, at once", {Urgency::Action, std::nullopt}};
    text.reply = Reply{kLee, "m-1"};
    text.resent = "m-2";
    const auto again = parseContent(buildContent(text));
    REQUIRE(again);
    CHECK(*again == Content{text});
    CHECK(alertOf(text) == Urgency::Action);
}

TEST_CASE("a reply names one message of one person", "[xmpp][XEP-0461][hostile]")
{
    const std::string ns = "xmlns='urn:xmpp:reply:0'";
    CHECK(parseReply(element("<reply " + ns + " to='lee@ward.example' id='m-1'/>")));
    const auto bad = GENERATE_COPY(
        "<reply " + ns + " to='lee@ward.example'/>", "<reply " + ns + " id='m-1'/>",
        "<reply " + ns + " to='' id='m-1'/>", "<reply " + ns + " to='lee@ward.example' id=''/>",
        "<reply " + ns + " to='ward.example' id='m-1'/>",
        "<reply " + ns + " to='not an address' id='m-1'/>",
        "<reply " + ns + " to='lee@ward.example' id='m-1' more='1'/>",
        "<reply " + ns + " to='lee@ward.example' id='m-1'>words of theirs</reply>",
        "<reply " + ns + " to='lee@ward.example' id='m-1'><body/></reply>",
        "<reply " + ns + " to='lee@ward.example' id='" + std::string(1024, 'x') + "'/>");
    CAPTURE(bad.substr(0, 200));
    const auto parsed = parseReply(element(bad));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Malformed);
}

TEST_CASE("a reply stands beside a body, once", "[xmpp][XEP-0461][hostile]")
{
    const auto reply = buildReply({kLee, "m-1"});
    const auto body = Element{"body", kClientNs}.setText("yes");
    CHECK(parseContent({body, reply}));
    CHECK_FALSE(parseContent({reply}));
    CHECK_FALSE(parseContent({body, reply, reply}));
    CHECK_FALSE(parseContent({reply, element(reactions(reaction("\U0001F44D")))}));
}

TEST_CASE("a mention counts code points of the body", "[xmpp][XEP-0372]")
{
    CHECK(countCodePoints("a\u00E9\U0001F44D!") == 4);
    TextMessage text{"\U0001F44D @Lee, please", {}};
    text.mentions = {{2, 6, kLee}};
    const auto again = parseContent(buildContent(text));
    REQUIRE(again);
    CHECK(*again == Content{text});
}

TEST_CASE("a mention that does not lie in the body is passed over, and its text is not",
          "[xmpp][XEP-0372][hostile]")
{
    const auto bad =
        GENERATE(mention("0", "4"), mention("2", "2"), mention("3", "2"), mention("-1", "2"),
                 mention("0", ""), mention("", "2"), mention("0", "+2"),
                 mention("0", "99999999999999999999"), mention("0", "2", "lee@ward.example"),
                 mention("0", "2", "xmpp:"), mention("0", "2", "https://ward.example"),
                 mention("0", "2", "xmpp:not an address"));
    CAPTURE(bad);
    const auto parsed = parseContent({Element{"body", kClientNs}.setText("abc"), element(bad)});
    REQUIRE(parsed);
    CHECK(std::get<TextMessage>(*parsed).mentions.empty());
}

TEST_CASE("no text mentions more than fifty", "[xmpp][XEP-0372][hostile]")
{
    std::vector<Element> elements{Element{"body", kClientNs}.setText("abc")};
    elements.insert(elements.end(), 1000, element(mention("0", "1")));
    const auto parsed = parseContent(elements);
    REQUIRE(parsed);
    CHECK(std::get<TextMessage>(*parsed).mentions.size() == kMostMentions);
}

TEST_CASE("reactions cross an envelope, ring for nobody, and none is some", "[xmpp][XEP-0444]")
{
    for (const auto& emoji : {std::vector<std::string>{"\U0001F44D", "\u2705"}, {}}) {
        const Reactions said{kLee, "m-1", emoji};
        const auto again = parseContent(buildContent(said));
        REQUIRE(again);
        CHECK(*again == Content{said});
        CHECK(alertOf(said) == Urgency::None);
    }
}

TEST_CASE("reactions that are anything but a few emoji are refused", "[xmpp][XEP-0444][hostile]")
{
    const auto thumb = reaction("\U0001F44D");
    std::string seven;
    for (const auto* sign : {"\U0001F440", "\U0001F441", "\U0001F442", "\U0001F443", "\U0001F444",
                             "\U0001F445", "\U0001F446"})
        seven += reaction(sign);
    const auto bad = GENERATE_COPY(
        reactions(thumb, ""), reactions(thumb, std::string(1024, 'x')), reactions(thumb, "m-1", ""),
        reactions(thumb, "m-1", "ward.example"), reactions(thumb + thumb), reactions(reaction("")),
        reactions(reaction("acknowledged")), reactions(reaction("\U0001F44D\U0001F44D")),
        reactions(reaction(std::string(100'000, 'x'))), reactions("<reaction><img/></reaction>"),
        reactions("<reaction id='1'>\U0001F44D</reaction>"), reactions("<other/>"),
        reactions("words"), reactions(seven),
        reactions("<reaction xmlns='urn:xmpp:reactions:1'>\U0001F44D</reaction>"),
        "<reactions xmlns='urn:xmpp:reactions:0' id='m-1'>" + thumb + "</reactions>");
    CAPTURE(bad.substr(0, 200));
    const auto parsed = parseReactions(element(bad));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Malformed);
    CHECK_FALSE(parseContent({element(bad)}));
}

TEST_CASE("an envelope holds reactions alone, and once", "[xmpp][XEP-0444][hostile]")
{
    const auto one = element(reactions(reaction("\U0001F44D")));
    CHECK(parseContent({one}));
    CHECK_FALSE(parseContent({one, one}));
    CHECK_FALSE(parseContent({one, Element{"body", kClientNs}.setText("yes")}));
}
