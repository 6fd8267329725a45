// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stream_features.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

using Names = std::vector<std::string>;

TEST_CASE("the offer of Prosody 13 is understood", "[xmpp][XEP-0388]")
{
    const auto features = parseStreamFeatures(element(
        "<stream:features><authentication xmlns='urn:xmpp:sasl:2'><mechanism>SCRAM-SHA-256-PLUS"
        "</mechanism><mechanism>SCRAM-SHA-256</mechanism><inline><bind xmlns='urn:xmpp:bind:0'>"
        "<inline><feature var='urn:xmpp:carbons:2'/><feature var='urn:xmpp:csi:0'/><feature "
        "var='urn:xmpp:sm:3'/></inline></bind><fast xmlns='urn:xmpp:fast:0'><mechanism>"
        "HT-SHA-256-EXPR</mechanism><mechanism>HT-SHA-256-NONE</mechanism></fast><sm "
        "xmlns='urn:xmpp:sm:3'/></inline></authentication><mechanisms "
        "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>SCRAM-SHA-256-PLUS</mechanism>"
        "<mechanism>SCRAM-SHA-256</mechanism></mechanisms><sasl-channel-binding "
        "xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-server-end-point'/>"
        "<channel-binding type='tls-exporter'/></sasl-channel-binding><limits "
        "xmlns='urn:xmpp:stream-limits:0'><max-bytes>262144</max-bytes><idle-seconds>840"
        "</idle-seconds></limits></stream:features>"));
    REQUIRE(features);
    CHECK(features->sasl2Mechanisms == Names{"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"});
    CHECK(features->saslMechanisms == features->sasl2Mechanisms);
    CHECK(features->fastMechanisms == Names{"HT-SHA-256-EXPR", "HT-SHA-256-NONE"});
    CHECK(features->bind2Features ==
          Names{"urn:xmpp:carbons:2", "urn:xmpp:csi:0", "urn:xmpp:sm:3"});
    CHECK(features->channelBindings == Names{"tls-server-end-point", "tls-exporter"});
    CHECK(features->bind2);
    CHECK(features->inlineStreamManagement);
    CHECK_FALSE(features->streamManagement);
    CHECK_FALSE(features->startTls);
    CHECK(features->maxStanzaBytes == 262144U);
    CHECK(features->idleSeconds == 840U);
}

TEST_CASE("features after the login are understood", "[xmpp][RFC6120]")
{
    const auto features = parseStreamFeatures(
        element("<stream:features><sm xmlns='urn:xmpp:sm:2'/><sm xmlns='urn:xmpp:sm:3'/><ver "
                "xmlns='urn:xmpp:features:rosterver'/><csi xmlns='urn:xmpp:csi:0'/><bind "
                "xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>"));
    REQUIRE(features);
    CHECK(features->streamManagement);
    CHECK(features->rosterVersions);
    CHECK(features->clientState);
    CHECK(features->bind);
    CHECK(features->sasl2Mechanisms.empty());
    CHECK_FALSE(features->bind2);
}

TEST_CASE("features that try to be clever are refused", "[xmpp][hostile]")
{
    std::string many;
    for (int i = 0; i < 51; ++i)
        many += "<mechanism>X" + std::to_string(i) + "</mechanism>";
    const auto inner = GENERATE_COPY(as<std::string>{}, many, "<mechanism/>",
                                     "<mechanism>" + std::string(101, 'X') + "</mechanism>");
    CHECK_FALSE(
        parseStreamFeatures(element("<stream:features><authentication xmlns='urn:xmpp:sasl:2'>" +
                                    inner + "</authentication></stream:features>")));
    CHECK_FALSE(parseStreamFeatures(element("<features/>")));
}
