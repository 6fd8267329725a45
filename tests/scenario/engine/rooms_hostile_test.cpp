// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms at a relay that is not what it should be, and people who have no place in them.
#include "core/xmpp/rooms.h"
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

long unfit(const Person& person)
{
    return std::ranges::count(person.problems, ProblemKind::RoomUnfit);
}

long gone(const Person& person)
{
    return std::ranges::count(person.problems, ProblemKind::RoomGone);
}

xmpp::Element forRoom(xmpp::Element message)
{
    xmpp::markForRoom(message);
    return message;
}

}  // namespace

TEST_CASE("a room that the relay makes otherwise is not used, and the person is told")
{
    for (const auto* feature : {"muc_membersonly", "muc_nonanonymous", "muc_persistent",
                                "muc_hidden", "urn:xmpp:mam:2"}) {
        CAPTURE(feature);
        World world;
        Person desk(world, "desk");
        Person lee(world, "lee");
        desk.signIn();
        lee.signIn();
        world.relay.spoiledFeatures = {feature};
        desk.engine().createRoom(QStringLiteral("Team"),
                                 {QString::fromStdString(lee.address().toString())});
        world.settle();
        CHECK(unfit(desk) == 1);
        const auto room = roomOf(desk, QStringLiteral("Team"));
        REQUIRE(room);
        desk.send(*room, "nobody may hear this");
        world.wait();
        CHECK(desk.texts(*room).empty());
        CHECK(desk.draft == QStringLiteral("nobody may hear this"));
        CHECK_FALSE(roomOf(lee, QStringLiteral("Team")));
    }
}

TEST_CASE("a room that is turned anonymous gets nothing more until it is what it must be")
{
    Team team;
    team.say(team.desk, "before");
    team.relay.rooms[team.room].features.erase("muc_nonanonymous");
    team.relay.inject(team.desk.device(),
                      xmpp::Element{"message", xmpp::kClientNs}
                          .set("from", team.room.toString())
                          .set("type", "groupchat")
                          .add(element("<x xmlns='http://jabber.org/protocol/muc#user'>"
                                       "<status code='104'/></x>")));
    team.settle();
    CHECK(unfit(team.desk) == 1);
    team.say(team.desk, "after");
    team.wait();
    CHECK(team.lee.texts(team.room) == Texts{"before"});
    CHECK(team.desk.draft == QStringLiteral("after"));
}

TEST_CASE("who is no member is not shown, however well they seal")
{
    Team team;
    Outsider mallory(team, "mallory");
    team.relay.smuggleIn(team.room, "m", mallory.full());
    team.relay.sayInRoom(team.room, "m",
                         forRoom(mallory.sealIn(team.room, team.lee.address(), "forged-1",
                                                xmpp::TextMessage{"give 10 mg", {}})));
    team.settle();
    CHECK(team.lee.texts(team.room).empty());
    CHECK(unfit(team.lee) > 0);
    team.time.advance(11min);  // nor out of the archive
    CHECK(team.lee.texts(team.room).empty());
}

TEST_CASE("an occupant of whom the room never spoke is not believed")
{
    Team team;
    Outsider mallory(team, "mallory");
    auto message = forRoom(mallory.sealIn(team.room, team.lee.address(), "forged-2",
                                          xmpp::TextMessage{"give 10 mg", {}}));
    // It says of itself that it is from a member (C26).
    message.add(element("<x xmlns='http://jabber.org/protocol/muc#user'><item "
                        "affiliation='member' jid='desk@clinic.example'/></x>"));
    team.relay.sayInRoom(team.room, "ghost", message);
    team.settle();
    team.time.advance(11min);
    for (auto* person : team.everybody())
        CHECK(person->texts(team.room).empty());
}

TEST_CASE("a member cannot speak with another member's name")
{
    Team team;
    Outsider mallory(team, "mallory");
    team.relay.setAffiliation(team.room, mallory.address(), "member");
    team.settle();
    const auto& occupants = team.relay.rooms[team.room].occupants;
    const auto desk = std::ranges::find_if(
        occupants, [&](const auto& one) { return one.second.bare() == team.desk.address(); });
    team.relay.sayInRoom(team.room, desk->first,
                         forRoom(mallory.sealIn(team.room, team.lee.address(), "forged-3",
                                                xmpp::TextMessage{"give 10 mg", {}})));
    team.settle();
    CHECK(team.lee.texts(team.room).empty());
}

TEST_CASE("whom the relay adds is shown before anything is sealed for them")
{
    Team team;
    Person noa(team, "noa");
    noa.signIn();
    team.say(team.desk, "before");
    team.relay.setAffiliation(team.room, noa.address(), "member");
    team.settle();
    CHECK(team.desk.lines(team.room) == Texts{"before", "+ noa"});
    CHECK(team.desk.conversation(team.room).waitingNames == QStringList{QStringLiteral("noa")});
    team.say(team.desk, "after");
    CHECK(team.lee.texts(team.room) == Texts{"before"});  // it waits
    team.desk.engine().letIn(team.desk.conversation(team.room).id,
                             QString::fromStdString(noa.address().toString()), true);
    team.settle();
    CHECK(team.desk.conversation(team.room).waitingMembers.isEmpty());
    CHECK(team.lee.texts(team.room) == Texts{"before", "after"});
    CHECK_FALSE(roomOf(noa, team.name));  // the name is for those whom a person invites
}

TEST_CASE("who is removed gets nothing more, and keeps what they have")
{
    Team team;
    team.say(team.desk, "before");
    team.relay.setAffiliation(team.room, team.lee.address(), "none");
    team.settle();
    team.say(team.desk, "after");
    CHECK(team.kim.texts(team.room) == Texts{"before", "after"});
    CHECK(team.desk.lines(team.room) == Texts{"before", "- lee", "after"});
    team.waitForEcho();
    CHECK(team.lee.texts(team.room) == Texts{"before"});
    CHECK(gone(team.lee) == 1);
    team.lee.send(team.room, "and I?");
    CHECK(team.lee.draft == QStringLiteral("and I?"));
}

TEST_CASE("an invitation to a place that is not our relay's, or by nobody in it, leads nowhere")
{
    Team team;
    Outsider mallory(team, "mallory");
    const auto invite = [&](const std::string& room, const std::string& id) {
        const xmpp::RoomInvitation invitation{*Jid::parse(room), "Team 3 "};
        team.relay.sendAs(mallory.full(), mallory.seal(team.lee.address(), id, invitation));
        team.settle();
        team.wait();
    };
    invite("4711@evil.example", "invite-1");
    const auto& sent = team.relay.rooms;
    CHECK(sent.size() == 1);

    const auto other = *Jid::parse(std::string{"4712@"} + kRoomDomain);
    team.relay.rooms[other].affiliations = {{team.lee.address(), "member"},
                                            {team.kim.address(), "owner"}};
    invite(other.toString(), "invite-2");
    CHECK(unfit(team.lee) == 1);
    CHECK(team.relay.rooms[other].occupants.empty());
}
