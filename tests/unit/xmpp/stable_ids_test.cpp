// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/forwarded.h"
#include "core/xmpp/stable_ids.h"
#include "core/xmpp/timestamps.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

const Jid kSelf = *Jid::parse("alice@clinic.test");

}  // namespace

TEST_CASE("only the archive's own id of a message counts", "[xmpp][XEP-0359][hostile][C12]")
{
    struct Case {
        const char* why;
        const char* ids;
        const char* expected;
    };

    const auto c = GENERATE(values<Case>({
        {"none", "", ""},
        {"ours", "<stanza-id xmlns='urn:xmpp:sid:0' by='alice@clinic.test' id='a1'/>", "a1"},
        {"ours beside a stranger's",
         "<stanza-id xmlns='urn:xmpp:sid:0' by='eve@clinic.test' id='e1'/><stanza-id "
         "xmlns='urn:xmpp:sid:0' by='alice@clinic.test' id='a1'/>",
         "a1"},
        {"two that claim to be ours",
         "<stanza-id xmlns='urn:xmpp:sid:0' by='alice@clinic.test' id='a1'/><stanza-id "
         "xmlns='urn:xmpp:sid:0' by='ALICE@clinic.test' id='a2'/>",
         ""},
        {"a device", "<stanza-id xmlns='urn:xmpp:sid:0' by='alice@clinic.test/x' id='a1'/>", ""},
        {"no id", "<stanza-id xmlns='urn:xmpp:sid:0' by='alice@clinic.test'/>", ""},
        {"by nobody", "<stanza-id xmlns='urn:xmpp:sid:0' id='a1'/>", ""},
        {"other namespace", "<stanza-id by='alice@clinic.test' id='a1'/>", ""},
    }));
    CAPTURE(c.why);
    const auto message = element("<message>" + std::string{c.ids} + "</message>");
    CHECK(archiveId(message, kSelf) == c.expected);
}

TEST_CASE("one origin id, or none", "[xmpp][XEP-0359][hostile]")
{
    const std::string one = "<origin-id xmlns='urn:xmpp:sid:0' id='o1'/>";
    CHECK(originId(element("<message>" + one + "</message>")) == "o1");
    CHECK(originId(element("<message>" + one + one + "</message>")).empty());
    CHECK(originId(element("<message/>")).empty());
    CHECK(originId(element("<message><origin-id xmlns='urn:xmpp:sid:0' id='" +
                           std::string(1024, 'o') + "'/></message>"))
              .empty());
}

TEST_CASE("a delay that cannot be read is no delay", "[xmpp][XEP-0203][hostile]")
{
    CHECK(delayStamp(element("<message><delay xmlns='urn:xmpp:delay' from='clinic.test' "
                             "stamp='2026-11-21T19:47:08.016931Z'>Resent</delay></message>")) ==
          *parseTimestamp("2026-11-21T19:47:08.016Z"));
    CHECK_FALSE(delayStamp(element("<message><delay xmlns='urn:xmpp:delay' stamp='now'/>"
                                   "</message>")));
    CHECK_FALSE(delayStamp(element("<message/>")));
}
