// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/rooms.h"
#include "tests/support/xml.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::xmpp;
using namespace sotto::test;

namespace {

const Jid kSelf = *Jid::parse("nurse@clinic.example/desk");
const Jid kRoom = *Jid::parse("4711@rooms.clinic.example");

Result<std::optional<RoomPresence>> presenceOf(std::string_view xml)
{
    const auto stanza = element(xml);
    return parseRoomPresence(stanza, *classifyOrigin(stanza, kSelf));
}

DiscoInfo fit()
{
    return {
        {},
        {"muc_membersonly", "muc_nonanonymous", "muc_persistent", "muc_hidden", "urn:xmpp:mam:2"}};
}

}  // namespace

TEST_CASE("A room is entered without its history")
{
    const auto entry = buildRoomEntry(*Jid::parse("4711@rooms.clinic.example/nurse"));
    CHECK(toXml(entry, kClientNs) ==
          "<presence to='4711@rooms.clinic.example/nurse'><x "
          "xmlns='http://jabber.org/protocol/muc'><history maxchars='0'/></x></presence>");
}

TEST_CASE("A presence of a room tells who stands behind an occupant")
{
    const auto presence =
        presenceOf("<presence from='4711@rooms.clinic.example/n'><x "
                   "xmlns='http://jabber.org/protocol/muc#user'><item affiliation='admin' "
                   "jid='lee@clinic.example/phone' role='moderator'/><status code='110'/>"
                   "<status code='201'/><status code='x'/></x></presence>");
    REQUIRE(presence);
    REQUIRE(*presence);
    const auto& told = **presence;
    CHECK(told.available);
    CHECK(told.real == *Jid::parse("lee@clinic.example"));
    CHECK(told.affiliation == Affiliation::Admin);
    CHECK(told.has(RoomStatus::OwnPresence));
    CHECK(told.has(RoomStatus::Created));
    CHECK_FALSE(told.has(RoomStatus::Kicked));
}

TEST_CASE("What is no word of a room about an occupant is none")
{
    const std::string claim = "<x xmlns='http://jabber.org/protocol/muc#user'><item "
                              "affiliation='member' jid='lee@clinic.example'/></x>";
    const auto from = [&](const std::string& who, const std::string& inside,
                          const std::string& more = {}) {
        return presenceOf("<presence from='" + who + "'" + more + ">" + inside + "</presence>");
    };
    CHECK_FALSE(*from("4711@rooms.clinic.example", claim));   // the room itself
    CHECK_FALSE(*from("nurse@clinic.example/other", claim));  // a device of ours
    CHECK_FALSE(*from("4711@rooms.clinic.example/n", ""));    // says nothing
    CHECK_FALSE(*from("4711@rooms.clinic.example/n", claim, " type='error'"));
    CHECK_FALSE(from("4711@rooms.clinic.example/n", claim + claim));  // says two things
    CHECK_FALSE(from("4711@rooms.clinic.example/n",
                     "<x xmlns='http://jabber.org/protocol/muc#user'><item jid='clinic.example' "
                     "affiliation='member'/></x>"));  // no person
}

TEST_CASE("The author of an archived message is named once or not at all")
{
    const std::string claim = "<x xmlns='http://jabber.org/protocol/muc#user'><item "
                              "affiliation='member' jid='lee@clinic.example/x'/></x>";
    CHECK(archivedAuthor(element("<message>" + claim + "</message>")) ==
          *Jid::parse("lee@clinic.example"));
    CHECK_FALSE(archivedAuthor(element("<message>" + claim + claim + "</message>")));
    CHECK_FALSE(archivedAuthor(element("<message/>")));
}

TEST_CASE("A form is filled in as far as the room offers it")
{
    const auto form = buildRoomForm(
        kRoom,
        element("<iq type='result'><query xmlns='http://jabber.org/protocol/muc#owner'><x "
                "xmlns='jabber:x:data' type='form'><field var='muc#roomconfig_membersonly'/>"
                "<field var='muc#roomconfig_whois'/><field var='muc#roomconfig_lang'/></x>"
                "</query></iq>"));
    REQUIRE(form);
    const auto* x =
        form->child("query", "http://jabber.org/protocol/muc#owner")->child("x", "jabber:x:data");
    const auto sent = parseDataForm(*x);
    REQUIRE(sent);
    CHECK(sent->formType == "http://jabber.org/protocol/muc#roomconfig");
    CHECK(sent->value("muc#roomconfig_membersonly") == "1");
    CHECK(sent->value("muc#roomconfig_whois") == "anyone");
    CHECK(sent->fields.size() == 2);
    CHECK_FALSE(buildRoomForm(kRoom, element("<iq type='result'/>")));
}

TEST_CASE("A room that lacks one thing is not fit")
{
    CHECK(isFitRoom(fit()));
    for (const auto& feature : fit().features) {
        CAPTURE(feature);
        auto lacking = fit();
        lacking.features.erase(feature);
        CHECK_FALSE(isFitRoom(lacking));
    }
}

TEST_CASE("Members are read as people with bare addresses")
{
    const auto members = parseMembers(
        element("<iq type='result'><query xmlns='http://jabber.org/protocol/muc#admin'>"
                "<item affiliation='member' jid='lee@clinic.example'/>"
                "<item affiliation='member' jid='rooms.clinic.example'/>"
                "<item affiliation='member'/></query></iq>"));
    REQUIRE(members);
    CHECK(*members ==
          std::vector<RoomMember>{{*Jid::parse("lee@clinic.example"), Affiliation::Member}});
    CHECK_FALSE(parseMembers(element("<iq type='result'/>")));
}
