// SPDX-License-Identifier: GPL-3.0-or-later
// Carbons and archive results: a message inside a message, and who may say so.
#include "core/xmpp/archive.h"
#include "core/xmpp/carbons.h"
#include "core/xmpp/timestamps.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using test::element;

namespace {

const Jid kSelf = *Jid::parse("alice@clinic.test/desk");
const Jid kRoom = *Jid::parse("r1@rooms.clinic.test");
const std::string kIncoming = "<message xmlns='jabber:client' from='bob@clinic.test/x' "
                              "to='alice@clinic.test'><body>hi</body></message>";
const std::string kOutgoing = "<message xmlns='jabber:client' from='alice@clinic.test/phone' "
                              "to='bob@clinic.test'><body>hi</body></message>";
const std::string kOwn = " from='alice@clinic.test' to='alice@clinic.test/desk'";

std::string forwarded(const std::string& inner)
{
    return "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' "
           "stamp='2026-11-21T19:46:32Z'/>" +
        inner + "</forwarded>";
}

std::string carbon(const std::string& direction, const std::string& inner)
{
    return "<" + direction + " xmlns='urn:xmpp:carbons:2'>" + inner + "</" + direction + ">";
}

std::string archived(const std::string& attributes, const std::string& inner)
{
    return "<result xmlns='urn:xmpp:mam:2'" + attributes + ">" + inner + "</result>";
}

Result<std::optional<Carbon>> readCarbon(const std::string& attributes, const std::string& inner)
{
    const auto message = element("<message" + attributes + ">" + inner + "</message>");
    const auto origin = classifyOrigin(message, kSelf);
    REQUIRE(origin);
    return parseCarbon(message, *origin, kSelf);
}

Result<std::optional<ArchivedMessage>>
readArchive(const std::string& attributes, const std::string& inner, const ArchiveSource& source)
{
    const auto message = element("<message" + attributes + ">" + inner + "</message>");
    const auto origin = classifyOrigin(message, kSelf);
    REQUIRE(origin);
    return parseArchiveResult(message, *origin, source);
}

const ArchiveSource kOwnArchive{kSelf, std::nullopt, "q1"};
const ArchiveSource kRoomArchive{kSelf, kRoom, "q1"};

}  // namespace

TEST_CASE("a carbon gives the message and its direction", "[xmpp][XEP-0280]")
{
    const auto sent = readCarbon(kOwn, carbon("sent", forwarded(kOutgoing)));
    REQUIRE(sent);
    REQUIRE(*sent);
    CHECK((*sent)->direction == Carbon::Direction::Sent);
    CHECK((*sent)->message.childText("body", kClientNs) == "hi");

    const auto received = readCarbon("", carbon("received", forwarded(kIncoming)));
    REQUIRE(received);
    CHECK((*received)->direction == Carbon::Direction::Received);

    CHECK_FALSE(*readCarbon(" from='bob@clinic.test/x'", "<body>no carbon</body>"));
    CHECK(toXml(buildEnableCarbons(), kClientNs) ==
          "<iq type='set'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
}

TEST_CASE("a carbon from any other address is forged", "[xmpp][XEP-0280][hostile][C4]")
{
    const auto from = GENERATE(as<std::string>{}, "bob@clinic.test", "bob@clinic.test/x",
                               "alice@clinic.test/phone", "alice@clinic.test/desk", "clinic.test",
                               "alice@evil.test");
    CAPTURE(from);
    const auto refused =
        readCarbon(" from='" + from + "'", carbon("received", forwarded(kIncoming)));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::Forged);
}

TEST_CASE("a carbon that wraps a trick is refused", "[xmpp][XEP-0280][hostile][C5][C6]")
{
    struct Case {
        const char* why;
        std::string inner;
        Errc expected;
    };

    const auto c = GENERATE(values<Case>({
        {"nothing", carbon("sent", ""), Errc::Malformed},
        {"nothing forwarded", carbon("sent", forwarded("")), Errc::Malformed},
        {"two forwarded", carbon("sent", forwarded(kOutgoing) + forwarded(kOutgoing)),
         Errc::Malformed},
        {"two messages", carbon("sent", forwarded(kOutgoing + kOutgoing)), Errc::Malformed},
        {"an iq beside it", carbon("sent", forwarded(kOutgoing + "<iq xmlns='jabber:client'/>")),
         Errc::Malformed},
        {"not a message", carbon("sent", forwarded("<iq xmlns='jabber:client'/>")),
         Errc::Malformed},
        {"message in a foreign namespace",
         carbon("sent", forwarded("<message from='alice@clinic.test/phone'/>")), Errc::Malformed},
        {"two carbons",
         carbon("sent", forwarded(kOutgoing)) + carbon("received", forwarded(kIncoming)),
         Errc::Malformed},
        {"carbon in a carbon",
         carbon("sent",
                forwarded("<message xmlns='jabber:client' from='alice@clinic.test/phone'>" +
                          carbon("sent", forwarded(kOutgoing)) + "</message>")),
         Errc::Forged},
        {"archive result in a carbon",
         carbon("sent",
                forwarded("<message xmlns='jabber:client' from='alice@clinic.test/phone'>" +
                          archived(" id='1'", forwarded(kOutgoing)) + "</message>")),
         Errc::Forged},
        {"sent, but not by us", carbon("sent", forwarded(kIncoming)), Errc::Forged},
        {"received, but not by us", carbon("received", forwarded(kOutgoing)), Errc::Forged},
        {"sent by nobody",
         carbon("sent", forwarded("<message xmlns='jabber:client' to='bob@clinic.test'/>")),
         Errc::Forged},
        {"sent by a name like ours",
         carbon("sent",
                forwarded("<message xmlns='jabber:client' from='alice@clinic.test.evil'/>")),
         Errc::Forged},
    }));
    CAPTURE(c.why);
    const auto refused = readCarbon(kOwn, c.inner);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == c.expected);
}

TEST_CASE("the archive is asked page by page", "[xmpp][XEP-0313][XEP-0059]")
{
    ArchiveQuery query;
    query.after = "id-7";
    query.start = *parseTimestamp("2026-11-21T00:00:00Z");
    query.with = *Jid::parse("bob@clinic.test");
    CHECK(toXml(buildArchiveQuery(query, kOwnArchive), kClientNs) ==
          "<iq type='set'><query xmlns='urn:xmpp:mam:2' queryid='q1'><x xmlns='jabber:x:data' "
          "type='submit'><field type='hidden' var='FORM_TYPE'><value>urn:xmpp:mam:2</value>"
          "</field><field var='start'><value>2026-11-21T00:00:00.000Z</value></field><field "
          "var='with'><value>bob@clinic.test</value></field></x><set "
          "xmlns='http://jabber.org/protocol/rsm'><max>100</max><after>id-7</after></set>"
          "</query></iq>");

    ArchiveQuery newest;
    newest.before = "";
    newest.max = 20;
    const auto iq = toXml(buildArchiveQuery(newest, kRoomArchive), kClientNs);
    CHECK(iq.starts_with("<iq to='r1@rooms.clinic.test' type='set'>"));
    CHECK(iq.find("<max>20</max><before/>") != std::string::npos);
}

TEST_CASE("an archived message comes with its place and time", "[xmpp][XEP-0313]")
{
    const auto attributes = GENERATE(as<std::string>{}, kOwn, "");
    const auto inner = GENERATE(as<std::string>{}, kIncoming, kOutgoing);
    const auto result =
        readArchive(attributes, archived(" id='a1' queryid='q1'", forwarded(inner)), kOwnArchive);
    REQUIRE(result);
    REQUIRE(*result);
    CHECK((*result)->archiveId == "a1");
    CHECK((*result)->sentAt == *parseTimestamp("2026-11-21T19:46:32Z"));
    CHECK((*result)->message.childText("body", kClientNs) == "hi");
}

TEST_CASE("a room's archive holds what its occupants said", "[xmpp][XEP-0313][hostile][C9]")
{
    const std::string inner = "<message xmlns='jabber:client' type='groupchat' "
                              "from='r1@rooms.clinic.test/bob'><body>hi</body></message>";
    const auto result = archived(" id='a1' queryid='q1'", forwarded(inner));
    CHECK(readArchive(" from='r1@rooms.clinic.test'", result, kRoomArchive));
    CHECK(readArchive(" from='r1@rooms.clinic.test/bob'", result, kRoomArchive).error().code ==
          Errc::Forged);
    CHECK(readArchive(kOwn, result, kRoomArchive).error().code == Errc::Forged);
    CHECK(readArchive(" from='r1@rooms.clinic.test'",
                      archived(" id='a1' queryid='q1'", forwarded(kIncoming)), kRoomArchive)
              .error()
              .code == Errc::Forged);
}

TEST_CASE("a result that nobody asked for is passed over", "[xmpp][XEP-0313][hostile][C8]")
{
    const auto attributes =
        GENERATE(as<std::string>{}, " id='a1'", " id='a1' queryid='q2'", " id='a1' queryid=''", "");
    CAPTURE(attributes);
    const auto result = readArchive(kOwn, archived(attributes, forwarded(kIncoming)), kOwnArchive);
    REQUIRE(result);
    CHECK_FALSE(*result);
}

TEST_CASE("an archive result that cannot be true is refused", "[xmpp][XEP-0313][hostile][C8][C9]")
{
    struct Case {
        const char* why;
        std::string attributes;
        std::string inner;
        Errc expected;
    };

    const std::string good = " id='a1' queryid='q1'";
    const std::string strangers = "<message xmlns='jabber:client' from='eve@clinic.test' "
                                  "to='bob@clinic.test'/>";
    const auto c = GENERATE_COPY(values<Case>({
        {"a peer", " from='bob@clinic.test'", archived(good, forwarded(kIncoming)), Errc::Forged},
        {"a device of ours", " from='alice@clinic.test/phone'",
         archived(good, forwarded(kIncoming)), Errc::Forged},
        {"the relay", " from='clinic.test'", archived(good, forwarded(kIncoming)), Errc::Forged},
        {"strangers", kOwn, archived(good, forwarded(strangers)), Errc::Forged},
        {"addresses missing", kOwn, archived(good, forwarded("<message xmlns='jabber:client'/>")),
         Errc::Forged},
        {"no id", kOwn, archived(" queryid='q1'", forwarded(kIncoming)), Errc::Malformed},
        {"endless id", kOwn,
         archived(" queryid='q1' id='" + std::string(1024, 'i') + "'", forwarded(kIncoming)),
         Errc::Malformed},
        {"two results", kOwn,
         archived(good, forwarded(kIncoming)) + archived(good, forwarded(kIncoming)),
         Errc::Malformed},
        {"two messages", kOwn, archived(good, forwarded(kIncoming + kIncoming)), Errc::Malformed},
        {"nothing inside", kOwn, archived(good, ""), Errc::Malformed},
    }));
    CAPTURE(c.why);
    const auto refused = readArchive(c.attributes, c.inner, kOwnArchive);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == c.expected);
}

TEST_CASE("the end of a page tells where to go on", "[xmpp][XEP-0313]")
{
    const auto page = parseArchiveFin(
        element("<iq type='result' id='a'><fin xmlns='urn:xmpp:mam:2' complete='true'><set "
                "xmlns='http://jabber.org/protocol/rsm'><first index='0'>a1</first><last>a9</last>"
                "</set></fin></iq>"));
    REQUIRE(page);
    CHECK(page->complete);
    CHECK(page->first == "a1");
    CHECK(page->last == "a9");
    CHECK_FALSE(page->count);

    const auto empty = parseArchiveFin(
        element("<iq type='result' id='a'><fin xmlns='urn:xmpp:mam:2'><set "
                "xmlns='http://jabber.org/protocol/rsm'><count>0</count></set></fin></iq>"));
    REQUIRE(empty);
    CHECK_FALSE(empty->complete);
    CHECK(empty->last.empty());
    CHECK(empty->count == 0U);

    const auto xml =
        GENERATE(as<std::string>{}, "<iq type='result' id='a'/>",
                 "<iq type='result' id='a'><fin xmlns='urn:xmpp:mam:2'/></iq>",
                 "<iq><fin xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
                 "<first>a</first></set></fin></iq>",
                 "<iq><fin xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
                 "<last>a</last></set></fin></iq>");
    CHECK_FALSE(parseArchiveFin(element(xml)));
}

TEST_CASE("the ends of the archive are read", "[xmpp][XEP-0313]")
{
    const auto metadata = parseArchiveMetadata(
        element("<iq type='result' id='a'><metadata xmlns='urn:xmpp:mam:2'><start id='a1' "
                "timestamp='2008-08-22T21:09:04Z'/><end id='a9' timestamp='2020-04-20T14:34:21Z'/>"
                "</metadata></iq>"));
    REQUIRE(metadata);
    CHECK(metadata->oldest->id == "a1");
    CHECK(metadata->newest->at == *parseTimestamp("2020-04-20T14:34:21Z"));

    const auto empty = parseArchiveMetadata(element("<iq><metadata xmlns='urn:xmpp:mam:2'/></iq>"));
    REQUIRE(empty);
    CHECK_FALSE(empty->newest);

    CHECK_FALSE(parseArchiveMetadata(element("<iq/>")));
    CHECK_FALSE(parseArchiveMetadata(element(
        "<iq><metadata xmlns='urn:xmpp:mam:2'><start id='a' timestamp='x'/></metadata></iq>")));
    CHECK_FALSE(parseArchiveMetadata(
        element("<iq><metadata xmlns='urn:xmpp:mam:2'><end timestamp='2020-04-20T14:34:21Z'/>"
                "</metadata></iq>")));
}
