// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/disco.h"
#include "core/xmpp/presence.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

TEST_CASE("what an account can do is read", "[xmpp][XEP-0030]")
{
    const auto info = parseDiscoInfo(
        element("<iq from='alice@clinic.test' type='result' id='i2'><query "
                "xmlns='http://jabber.org/protocol/disco#info'><identity category='account' "
                "type='registered'/><feature var='urn:xmpp:mam:2'/><identity category='pubsub' "
                "type='pep'/><feature var='urn:xmpp:mam:2#extended'/></query></iq>"));
    REQUIRE(info);
    CHECK(info->has("urn:xmpp:mam:2#extended"));
    CHECK_FALSE(info->has("urn:xmpp:mam:1"));
    REQUIRE(info->identities.size() == 2);
    CHECK(info->identities[1].type == "pep");
}

TEST_CASE("endless lists are cut", "[xmpp][XEP-0030][hostile][B26]")
{
    std::string inner;
    for (int i = 0; i < 3000; ++i)
        inner += "<feature var='f" + std::to_string(i) + "'/><identity category='c' type='t'/>";
    const auto info = parseDiscoInfo(element(
        "<iq><query xmlns='http://jabber.org/protocol/disco#info'>" + inner + "</query></iq>"));
    REQUIRE(info);
    CHECK(info->features.size() == 1000);
    CHECK(info->identities.size() == 50);

    std::string items = "<item jid='@'/>";
    for (int i = 0; i < 300; ++i)
        items += "<item jid='x" + std::to_string(i) + ".clinic.test'/>";
    const auto parsed = parseDiscoItems(element(
        "<iq><query xmlns='http://jabber.org/protocol/disco#items'>" + items + "</query></iq>"));
    REQUIRE(parsed);
    CHECK(parsed->size() == 100);
    CHECK_FALSE(parseDiscoInfo(element("<iq/>")));
    CHECK_FALSE(parseDiscoItems(element("<iq/>")));
}

TEST_CASE("the verification string is that of XEP-0115, 5.2", "[xmpp][XEP-0115]")
{
    const DiscoInfo own{{{"client", "pc", "Exodus 0.9.1"}},
                        {"http://jabber.org/protocol/disco#items",
                         "http://jabber.org/protocol/caps", "http://jabber.org/protocol/muc",
                         "http://jabber.org/protocol/disco#info"}};
    CHECK(capsVersion(own) == "QgayPKawpkPSDYmwT/WM94uAlu0=");
    CHECK(toXml(buildPresence(PresenceStanza::Show::DoNotDisturb, buildCaps("urn:n", own)),
                kClientNs) ==
          "<presence><show>dnd</show><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' "
          "node='urn:n' ver='QgayPKawpkPSDYmwT/WM94uAlu0='/></presence>");
}

TEST_CASE("we say about ourselves what we announced", "[xmpp][XEP-0030][XEP-0115]")
{
    const DiscoInfo own{{{"client", "pc", "Sotto"}}, {"urn:a", "urn:b"}};
    const auto request =
        element("<iq type='get' from='alice@clinic.test' id='disco'><query "
                "xmlns='http://jabber.org/protocol/disco#info' node='urn:lab#x'/></iq>");
    REQUIRE(isDiscoInfoRequest(request));
    const auto answer = buildDiscoInfoAnswer(request, own);
    CHECK(answer.attribute("to") == "alice@clinic.test");
    CHECK(answer.children.front().attribute("node") == "urn:lab#x");
    const auto read = parseDiscoInfo(answer);
    REQUIRE(read);
    CHECK(read->features == own.features);
    CHECK(capsVersion(*read) == capsVersion(own));
}

TEST_CASE("a presence is read as kind and show", "[xmpp][RFC6121]")
{
    using Kind = PresenceStanza::Kind;
    using Show = PresenceStanza::Show;

    struct Case {
        const char* xml;
        Kind kind;
        Show show;
    };

    const auto c = GENERATE(values<Case>({
        {"<presence/>", Kind::Available, Show::Online},
        {"<presence><show>away</show></presence>", Kind::Available, Show::Away},
        {"<presence><show>xa</show></presence>", Kind::Available, Show::ExtendedAway},
        {"<presence><show>dnd</show></presence>", Kind::Available, Show::DoNotDisturb},
        {"<presence><show>DND</show></presence>", Kind::Available, Show::Online},
        {"<presence><show>wat</show></presence>", Kind::Available, Show::Online},
        {"<presence type='unavailable'/>", Kind::Unavailable, Show::Online},
        {"<presence type='subscribe'/>", Kind::Subscription, Show::Online},
        {"<presence type='probe'/>", Kind::Subscription, Show::Online},
        {"<presence type='error'/>", Kind::Error, Show::Online},
        {"<presence type='wat'/>", Kind::Error, Show::Online},
    }));
    CAPTURE(c.xml);
    const auto presence = parsePresence(element(c.xml));
    REQUIRE(presence);
    CHECK(presence->kind == c.kind);
    CHECK(presence->show == c.show);
}

TEST_CASE("a status is cut", "[xmpp][RFC6121][hostile]")
{
    const auto presence = parsePresence(
        element("<presence><status>" + std::string(100'000, 's') + "</status></presence>"));
    CHECK(presence->status.size() == 256);
    CHECK_FALSE(parsePresence(element("<message/>")));
    CHECK(toXml(buildUnavailable(), kClientNs) == "<presence type='unavailable'/>");
}
