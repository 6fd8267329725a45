// SPDX-License-Identifier: GPL-3.0-or-later
// Who has got, read and answered a message, person by person, and what that costs.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

PersonEvidence evidenceOf(Person& author, const std::string& text, const Person& of)
{
    author.engine().openEvidence(author.message(text)->id);
    const auto address = QString::fromStdString(of.address().toString());
    for (const auto& one : author.evidence)
        if (one.address == address)
            return one;
    return {};
}

/// Stanzas of a person that are not for a room.
std::size_t letters(const World& world, const Person& from)
{
    return static_cast<std::size_t>(std::ranges::count_if(world.relay.sent, [&](const auto& one) {
        return one.from == from.address() && !xmpp::isForRoom(element(one.xml));
    }));
}

}  // namespace

TEST_CASE("an author sees of each member of a room how far they are")
{
    Team team;
    team.say(team.desk, "room 4 is ready");
    CHECK(team.desk.message("room 4 is ready")->states == StateSummary{2});
    team.time.advance(5s);
    CHECK(team.desk.message("room 4 is ready")->states == StateSummary{2, 2});
    CHECK(team.desk.delivery("room 4 is ready") == Delivery::Delivered);

    team.lee.engine().markRead(team.lee.conversationWith(team.room));
    team.time.advance(5s);
    CHECK(team.desk.message("room 4 is ready")->states == StateSummary{2, 2, 1});
    CHECK(evidenceOf(team.desk, "room 4 is ready", team.lee).readAtMs > 0);
    CHECK(evidenceOf(team.desk, "room 4 is ready", team.kim).readAtMs == 0);
    CHECK(evidenceOf(team.desk, "room 4 is ready", team.kim).deliveredAtMs > 0);
    CHECK(team.desk.evidence.size() == 2);
    CHECK(team.desk.delivery("room 4 is ready") == Delivery::Delivered);

    team.kim.engine().markRead(team.kim.conversationWith(team.room));
    team.time.advance(5s);
    CHECK(team.desk.delivery("room 4 is ready") == Delivery::Read);
    CHECK(team.lee.message("room 4 is ready")->states == StateSummary{});
    checkWire(team);
}

TEST_CASE("one after another acknowledges, accepts, has done; each is seen with its time")
{
    Team team;
    team.desk.send(team.room, "call the lab", Urgency::Action);
    team.settle();
    const auto seen = team.lee.message("call the lab")->id;
    team.lee.engine().answer(seen, Answer::Acknowledged);
    team.time.advance(1min);
    team.lee.engine().answer(seen, Answer::Accepted);
    team.kim.engine().answer(team.kim.message("call the lab")->id, Answer::Declined);
    team.time.advance(1min);
    CHECK(team.desk.message("call the lab")->open);
    team.lee.engine().answer(seen, Answer::Completed);
    team.settle();

    const auto lee = evidenceOf(team.desk, "call the lab", team.lee);
    CHECK(lee.acceptedAtMs - lee.acknowledgedAtMs == 60'000);
    CHECK(lee.doneAtMs - lee.acceptedAtMs == 60'000);
    CHECK(lee.declinedAtMs == 0);
    CHECK(evidenceOf(team.desk, "call the lab", team.kim).declinedAtMs > 0);
    CHECK(team.desk.message("call the lab")->states == StateSummary{2, 2, 2, 2, 1, 1, 1});
    CHECK_FALSE(team.desk.message("call the lab")->open);
    CHECK_FALSE(team.lee.message("call the lab")->open);
    CHECK_FALSE(team.kim.message("call the lab")->open);
}

TEST_CASE("one to one a refusal leaves the sender's item open")
{
    World world;
    Person desk{world, "desk"}, lee{world, "lee"};
    desk.signIn();
    lee.signIn();
    desk.send(lee.address(), "bring the chart", Urgency::Action);
    world.settle();
    lee.engine().answer(lee.message("bring the chart")->id, Answer::Declined);
    world.settle();
    CHECK(desk.message("bring the chart")->states == StateSummary{1, 1, 1, 1, 0, 0, 1});
    CHECK(desk.message("bring the chart")->open);
    CHECK_FALSE(lee.message("bring the chart")->open);
}

TEST_CASE("receipts of a room travel together")
{
    Team team;
    team.time.advance(1min);
    const auto before = letters(team, team.lee);
    for (int i = 0; i < 40; ++i) {
        team.say(team.desk, "message " + std::to_string(i));
        team.lee.engine().markRead(team.lee.conversationWith(team.room));
        team.settle();
    }
    team.time.advance(1min);
    for (int i = 0; i < 40; ++i)
        CHECK(team.desk.message("message " + std::to_string(i))->states == StateSummary{2, 2, 1});
    CHECK(letters(team, team.lee) == before + 1);
}

TEST_CASE("what somebody reports of a message that was not for them counts nowhere", "[hostile]")
{
    Team team;
    Outsider mallory(team, "mallory");
    team.desk.send(mallory.address(), "hello mallory");
    team.desk.send(team.room, "to the room", Urgency::Action);
    team.settle();
    team.time.advance(5s);
    int lies = 0;
    for (const auto& [id, copies] : copiesFrom(team, team.desk.address()))
        for (const auto answer : {Answer::Accepted, Answer::Completed})
            team.relay.sendAs(mallory.full(),
                              mallory.seal(team.desk.address(), "lie-" + std::to_string(++lies),
                                           xmpp::Acknowledgement{id, answer}));
    team.settle();
    REQUIRE(lies > 2);
    CHECK(team.desk.message("to the room")->states == StateSummary{2, 2});
    CHECK(team.desk.message("to the room")->open);
    CHECK(team.desk.message("hello mallory")->states.done == 1);
}

TEST_CASE("a second device of the author shows the same, live and out of the archive")
{
    World world;
    Person desk{world, "desk"}, lee{world, "lee"}, second{world, "desk"};
    for (auto* person : {&desk, &lee, &second})
        person->signIn();
    world.wait();
    bool whileAway = false;
    SECTION("while it looks on") { }
    SECTION("out of the archive")
    {
        whileAway = true;
        second.restart(second.lock());
    }
    desk.send(lee.address(), "seen twice", Urgency::Action);
    world.settle();
    lee.engine().markRead(lee.conversationWith(desk.address()));
    lee.engine().answer(lee.message("seen twice")->id, Answer::Completed);
    world.wait();
    if (whileAway)
        second.unlock();
    world.wait();
    REQUIRE(second.message("seen twice"));
    CHECK(second.message("seen twice")->states == StateSummary{1, 1, 1, 1, 0, 1});
    CHECK(desk.message("seen twice")->states == StateSummary{1, 1, 1, 1, 0, 1});
    CHECK_FALSE(second.message("seen twice")->open);
}
