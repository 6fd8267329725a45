// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/stream_management.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

TEST_CASE("counts are read and written", "[xmpp][XEP-0198]")
{
    CHECK(toXml(buildSmAck(4'294'967'295U)) == "<a xmlns='urn:xmpp:sm:3' h='4294967295'/>");
    CHECK(toXml(buildSmRequest()) == "<r xmlns='urn:xmpp:sm:3'/>");
    CHECK(toXml(buildSmEnable(true)) == "<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
    CHECK(*parseSmAck(element("<a xmlns='urn:xmpp:sm:3' h='4294967295'/>")) == 4'294'967'295U);
    CHECK(isSmRequest(element("<r xmlns='urn:xmpp:sm:3'/>")));
    CHECK_FALSE(isSmRequest(element("<r xmlns='urn:xmpp:sm:2'/>")));
}

TEST_CASE("a count that is no number is refused", "[xmpp][XEP-0198][hostile]")
{
    const auto h = GENERATE(as<std::string>{}, "", "-1", "+1", " 1", "1 ", "1.0", "4294967296",
                            "0x10", "\u0661");
    CAPTURE(h);
    CHECK_FALSE(parseSmAck(element("<a xmlns='urn:xmpp:sm:3' h='" + h + "'/>")));
    CHECK_FALSE(
        parseSmResumed(element("<resumed xmlns='urn:xmpp:sm:3' previd='x' h='" + h + "'/>")));
}

TEST_CASE("a resumption without or with an endless id is refused", "[xmpp][XEP-0198][hostile]")
{
    const auto id = GENERATE(as<std::string>{}, "", std::string(4001, 'x'));
    CHECK_FALSE(
        parseSmResumed(element("<resumed xmlns='urn:xmpp:sm:3' h='1' previd='" + id + "'/>")));
    CHECK_FALSE(
        parseSmEnabled(element("<enabled xmlns='urn:xmpp:sm:3' resume='1' id='" + id + "'/>")));
    CHECK(parseSmEnabled(element("<enabled xmlns='urn:xmpp:sm:3'/>")));
}

TEST_CASE("the relay may acknowledge what we sent and no more", "[xmpp][XEP-0198][A32][A33]")
{
    struct Case {
        HandledCount before, now;
        std::uint32_t unacked;
        bool ok;
        std::uint32_t newly;
    };

    const auto c = GENERATE(values<Case>({
        {0, 0, 0, true, 0},
        {0, 3, 5, true, 3},
        {0, 5, 5, true, 5},
        {0, 6, 5, false, 0},
        {10, 9, 5, true, 0},               // went back: already known
        {4'294'967'294U, 1, 3, true, 3},   // wraps
        {4'294'967'294U, 2, 3, false, 0},  // wraps, one too many
        {1, 4'294'967'295U, 3, true, 0},   // went back over the edge
        {0, 2'147'483'648U, 5, false, 0},
    }));
    CAPTURE(c.before, c.now, c.unacked);
    const auto newly = newlyHandled(c.before, c.now, c.unacked);
    REQUIRE(newly.has_value() == c.ok);
    if (c.ok)
        CHECK(*newly == c.newly);
}
