// SPDX-License-Identifier: GPL-3.0-or-later
// How a team changes, who is in it, and what goes to each of its members alone.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;

namespace {

QString text(const Jid& address)
{
    return QString::fromStdString(address.toString());
}

/// A team, and somebody who is not in it yet.
struct Ward : Team {
    Ward() : noa(*this, "noa") { noa.signIn(); }

    ConversationId idAt(Person& person) { return person.conversation(room).id; }

    void add(const Jid& person)
    {
        desk.engine().addToTeam(idAt(desk), {text(person)});
        settle();
    }

    Person noa;
};

}  // namespace

TEST_CASE("whom the maker adds reads what comes, nothing earlier, and nobody is asked")
{
    Ward ward;
    ward.say(ward.desk, "before");
    ward.add(ward.noa.address());
    ward.say(ward.lee, "after");
    CHECK(ward.noa.texts(ward.room) == Texts{"after"});
    CHECK(roomOf(ward.noa, ward.name) == ward.room);
    CHECK(ward.lee.lines(ward.room) == Texts{"before", "+ noa", "after"});
    CHECK(ward.desk.lines(ward.room) == Texts{"before", "+ noa", "after"});
    CHECK(ward.lee.conversation(ward.room).waitingMembers.isEmpty());
    ward.say(ward.noa, "hello");
    CHECK(ward.kim.texts(ward.room) == Texts{"before", "after", "hello"});
    CHECK(ward.desk.problems.empty());
}

TEST_CASE("whom the maker adds while somebody is away is not asked about either")
{
    Ward ward;
    ward.lee.restart(ward.lee.lock());
    ward.add(ward.noa.address());
    ward.lee.unlock();
    ward.wait();
    CHECK(ward.lee.conversation(ward.room).waitingMembers.isEmpty());
    ward.say(ward.lee, "after");
    CHECK(ward.noa.texts(ward.room) == Texts{"after"});
}

TEST_CASE("another member's word for a newcomer does not count")
{
    Ward ward;
    Outsider mallory(ward, "mallory");
    ward.relay.setAffiliation(ward.room, mallory.address(), "member");
    ward.relay.smuggleIn(ward.room, "m", mallory.full());
    ward.settle();
    auto message = mallory.sealIn(ward.room, ward.lee.address(), "v-1",
                                  xmpp::RoomChange{.added = {mallory.address()}});
    xmpp::markForRoom(message);
    ward.relay.sayInRoom(ward.room, "m", message);
    ward.settle();
    CHECK(ward.lee.conversation(ward.room).waitingMembers == QStringList{text(mallory.address())});
    ward.say(ward.lee, "not yet");
    CHECK(ward.kim.texts(ward.room).empty());
}

TEST_CASE("who is kept out gets nothing, and the others do")
{
    Ward ward;
    ward.relay.setAffiliation(ward.room, ward.noa.address(), "member");
    ward.settle();
    ward.lee.engine().letIn(ward.idAt(ward.lee), text(ward.noa.address()), false);
    ward.settle();
    ward.say(ward.lee, "for us");
    CHECK(ward.kim.texts(ward.room) == Texts{"for us"});
    for (const auto& copy : copiesFrom(ward, ward.lee.address()))
        for (const auto& xml : copy.second)
            CHECK(xml.find("to='noa@") == std::string::npos);
}

TEST_CASE("who is removed by the maker is out for everybody")
{
    Ward ward;
    ward.desk.engine().removeFromTeam(ward.idAt(ward.desk), text(ward.lee.address()));
    ward.settle();
    ward.say(ward.kim, "after");
    CHECK(ward.kim.lines(ward.room) == Texts{"- lee", "after"});
    CHECK(ward.lee.texts(ward.room).empty());
    ward.waitForEcho();
    CHECK(ward.lee.conversation(ward.room).isRecord);
}

TEST_CASE("only the maker changes a team, and only while online")
{
    Ward ward;
    const auto refusals = [](const Person& person) {
        return std::ranges::count(person.problems, ProblemKind::TeamNotChanged);
    };
    ward.lee.engine().addToTeam(ward.idAt(ward.lee), {text(ward.noa.address())});
    ward.lee.engine().removeFromTeam(ward.idAt(ward.lee), text(ward.kim.address()));
    ward.lee.engine().renameTeam(ward.idAt(ward.lee), QStringLiteral("Mine"));
    ward.settle();
    CHECK(refusals(ward.lee) == 3);
    CHECK(ward.lee.conversation(ward.room).title.string() == ward.name);
    ward.desk.engine().openTeam(ward.idAt(ward.desk));
    CHECK(ward.desk.team.mayManage);
    CHECK(ward.desk.team.members.size() == 3);
    ward.relay.unreachable = true;
    ward.relay.dropConnection(ward.desk.address());
    ward.settle();
    ward.desk.engine().renameTeam(ward.idAt(ward.desk), QStringLiteral("Later"));
    CHECK(refusals(ward.desk) == 1);
    ward.desk.engine().openTeam(ward.idAt(ward.desk));
    CHECK_FALSE(ward.desk.team.mayManage);
}

TEST_CASE("a new name reaches everybody sealed, and nobody else can give one")
{
    Ward ward;
    ward.desk.engine().renameTeam(ward.idAt(ward.desk), QStringLiteral("Night shift"));
    ward.settle();
    for (auto* person : ward.everybody()) {
        CHECK(person->conversation(ward.room).title.string() == QStringLiteral("Night shift"));
        CHECK(person->lines(ward.room) == Texts{"[named Night shift]"});
    }
    Outsider mallory(ward, "mallory");
    ward.relay.sendAs(mallory.full(),
                      mallory.seal(ward.lee.address(), "r-1",
                                   xmpp::RoomInvitation{ward.room, "Hostile takeover"}));
    ward.settle();
    CHECK(ward.lee.conversation(ward.room).title.string() == QStringLiteral("Night shift"));
    checkWire(ward, {"Night shift"});
}

TEST_CASE("who leaves keeps the record, reads nothing more, and is taken off the list")
{
    Ward ward;
    ward.say(ward.desk, "before");
    ward.lee.engine().leaveTeam(ward.idAt(ward.lee));
    ward.settle();
    ward.time.advance(std::chrono::seconds{45});
    CHECK(ward.lee.conversation(ward.room).isRecord);
    CHECK(ward.lee.lines(ward.room) == Texts{"before", "[left]"});
    ward.time.advance(std::chrono::minutes{12});
    ward.say(ward.desk, "after");
    CHECK(ward.kim.texts(ward.room) == Texts{"before", "after"});
    CHECK(ward.lee.texts(ward.room) == Texts{"before"});
    CHECK(ward.relay.rooms[ward.room].affiliations[ward.lee.address()] == "none");
    ward.lee.restart(ward.lee.lock());
    ward.lee.unlock();
    ward.wait();
    CHECK(ward.lee.conversation(ward.room).isRecord);
    ward.lee.send(ward.room, "and I?");
    CHECK(ward.lee.draft == QStringLiteral("and I?"));
    ward.desk.engine().leaveTeam(ward.idAt(ward.desk));
    CHECK(ward.desk.lastProblem.kind == ProblemKind::TeamNotChanged);
}

TEST_CASE("a broadcast goes to each alone, and each answer to its sender alone")
{
    Ward ward;
    ward.desk.engine().broadcast(ward.idAt(ward.desk), QStringLiteral("Drill at noon"),
                                 Urgency::Action, {});
    ward.settle();
    for (auto* person : {&ward.lee, &ward.kim}) {
        REQUIRE(person->message("Drill at noon"));
        const auto& got = *person->message("Drill at noon");
        REQUIRE(got.passing);
        CHECK(got.passing->why == PassingSnapshot::Why::Broadcast);
        CHECK(person->texts(ward.desk.address()) == Texts{"Drill at noon"});
        CHECK(person->texts(ward.room).empty());
    }
    CHECK(ward.noa.texts(ward.desk.address()).empty());
    CHECK(ward.desk.lines(ward.room) == Texts{"[to each: Drill at noon]"});
    ward.lee.send(ward.desk.address(), "I cannot");
    ward.settle();
    CHECK(ward.desk.texts(ward.lee.address()) == Texts{"Drill at noon", "I cannot"});
    CHECK(ward.kim.texts(ward.lee.address()).empty());
    checkWire(ward, {"Drill at noon", "broadcast"});
}

TEST_CASE("a broadcast may be about a patient, whom each of its copies names")
{
    Ward ward;
    ward.desk.engine().broadcast(ward.idAt(ward.desk), QStringLiteral("Moved to room 9"),
                                 Urgency::Concern, PatientTag{"Jane Smith", "00-884471"});
    ward.settle();
    for (auto* person : {&ward.lee, &ward.kim}) {
        REQUIRE(person->message("Moved to room 9"));
        const auto& got = *person->message("Moved to room 9");
        CHECK(got.urgency == Urgency::Concern);
        REQUIRE(got.patient);
        CHECK(got.patient->number.string() == QStringLiteral("00-884471"));
    }
    checkWire(ward, {"Jane", "884471"});
    ward.desk.engine().broadcast(ward.idAt(ward.desk), QStringLiteral("unusable"), Urgency::Fyi,
                                 PatientTag{"a\nb", ""});
    ward.settle();
    CHECK_FALSE(ward.lee.message("unusable"));
    CHECK(ward.desk.lastProblem.kind == ProblemKind::TeamNotChanged);
}
