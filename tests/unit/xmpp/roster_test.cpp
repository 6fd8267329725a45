// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/roster.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;
using Subscription = RosterItem::Subscription;

namespace {

const Jid kSelf = *Jid::parse("alice@clinic.test/desk");

Result<RosterItem> push(const std::string& attributes, const std::string& inner)
{
    const auto iq = element("<iq type='set' id='p1'" + attributes +
                            "><query xmlns='jabber:iq:roster'>" + inner + "</query></iq>");
    const auto origin = classifyOrigin(iq, kSelf);
    REQUIRE(origin);
    return parseRosterPush(iq, *origin);
}

}  // namespace

TEST_CASE("the roster of Prosody is read", "[xmpp][RFC6121]")
{
    const auto roster = parseRoster(
        element("<iq type='result' to='alice@clinic.test/x' id='i3'><query ver='nil' "
                "xmlns='jabber:iq:roster'><item jid='bob@clinic.test' subscription='both' "
                "name='Dr Bob'><group>Cardiology</group><group>Physicians</group></item><item "
                "jid='admin@clinic.test' subscription='wat'/><item jid='not an address'/><item "
                "jid='clinic.test'/></query></iq>"));
    REQUIRE(roster);
    REQUIRE(*roster);
    const auto& items = (*roster)->items;
    CHECK((*roster)->version == "nil");
    REQUIRE(items.size() == 2);
    CHECK(items[0].jid == *Jid::parse("bob@clinic.test"));
    CHECK(items[0].name == "Dr Bob");
    CHECK(items[0].groups == std::vector<std::string>{"Cardiology", "Physicians"});
    CHECK(items[0].subscription == Subscription::Both);
    CHECK(items[1].subscription == Subscription::None);
}

TEST_CASE("an empty answer means that our version is right", "[xmpp][RFC6121]")
{
    const auto roster = parseRoster(element("<iq type='result' id='i3'/>"));
    REQUIRE(roster);
    CHECK_FALSE(*roster);
    CHECK_FALSE(parseRoster(element("<iq type='error' id='i3'/>")));
    CHECK(toXml(buildRosterRequest("v7"), kClientNs) ==
          "<iq type='get'><query xmlns='jabber:iq:roster' ver='v7'/></iq>");
}

TEST_CASE("only our own account may push", "[xmpp][RFC6121][hostile][C1]")
{
    const std::string item = "<item jid='bob@clinic.test' subscription='remove'/>";
    CHECK(push("", item)->subscription == Subscription::Remove);
    CHECK(push(" from='alice@clinic.test'", item));

    const auto from = GENERATE(as<std::string>{}, "bob@clinic.test", "alice@clinic.test/other",
                               "alice@clinic.test/desk", "clinic.test", "alice@evil.test");
    CAPTURE(from);
    const auto refused = push(" from='" + from + "'", item);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::Forged);
}

TEST_CASE("a push has exactly one item, which is a person", "[xmpp][RFC6121][hostile]")
{
    const auto inner =
        GENERATE(as<std::string>{}, "", "<item jid='a@clinic.test'/><item jid='b@clinic.test'/>",
                 "<item/>", "<item jid='clinic.test'/>", "<item jid='a@clinic.test/x'/>",
                 "<item xmlns='urn:x' jid='a@clinic.test'/>");
    CAPTURE(inner);
    const auto refused = push("", inner);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::Malformed);
}

TEST_CASE("names and groups are cut", "[xmpp][RFC6121][hostile]")
{
    std::string groups;
    for (int i = 0; i < 100; ++i)
        groups += "<group>g</group>";
    const auto item = push("",
                           "<item jid='a@clinic.test' name='" + std::string(10'000, 'n') + "'>" +
                               groups + "</item>");
    REQUIRE(item);
    CHECK(item->name.size() == 256);
    CHECK(item->groups.size() == 20);
}
