// SPDX-License-Identifier: GPL-3.0-or-later
// What is missing in a room is asked for from person to person, and only by who may have it.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;

namespace {

/// A member whose device does what a test wants.
struct Odd {
    explicit Odd(Team& world) : team(world), mallory(world, "mallory")
    {
        team.relay.setAffiliation(team.room, mallory.address(), "member");
        team.relay.smuggleIn(team.room, "m", mallory.full());
        team.settle();
        for (auto* person : team.everybody())
            person->engine().letIn(person->conversation(team.room).id,
                                   QString::fromStdString(mallory.address().toString()), true);
        team.settle();
    }

    void say(const std::string& id, const xmpp::TextMessage& text)
    {
        auto message = mallory.sealIn(team.room, team.lee.address(), id, text);
        xmpp::markForRoom(message);
        team.relay.sayInRoom(team.room, "m", message);
        team.settle();
    }

    void write(Person& to, const std::string& id, const xmpp::Content& content)
    {
        team.relay.sendAs(mallory.full(), mallory.seal(to.address(), id, content));
        team.settle();
    }

    Team& team;
    Outsider mallory;
};

std::string newestId(Team& team)
{
    return std::string{team.relay.rooms[team.room].archive.back().message.attribute("id")};
}

}  // namespace

TEST_CASE("what comes again for a room, from its sender alone, takes its place in the room")
{
    Team team;
    Odd odd(team);
    odd.say("m-1", {"one", {}});
    odd.say("m-3", {"three", {}, "m-2"});
    CHECK(team.lee.lines(team.room) ==
          Texts{"+ mallory", "[let in mallory]", "one", "[card]", "three"});
    odd.write(team.lee, "m-4", xmpp::TextMessage{"two", {}, "m-1", "m-2"});
    CHECK(team.lee.lines(team.room) ==
          Texts{"+ mallory", "[let in mallory]", "one", "two", "three"});
    CHECK(team.lee.texts(odd.mallory.address()).empty());
}

TEST_CASE("who came later cannot ask for what was said before")
{
    Team team;
    team.say(team.desk, "before");
    const auto before = newestId(team);
    team.time.advance(std::chrono::seconds{1});
    Odd odd(team);
    team.say(team.desk, "after");
    const auto after = newestId(team);
    odd.write(team.desk, "m-ask", xmpp::ResendRequest{{before, after}});
    std::vector<xmpp::Content> answers;
    for (const auto& archived : team.relay.account(odd.mallory.address())->archive)
        if (archived.message.attribute("to") == odd.mallory.address().toString() &&
            archived.message.attribute("from") == team.desk.device().toString())
            answers.push_back(odd.mallory.open(archived.message));
    const auto isText = [](const xmpp::Content& content) {
        return std::holds_alternative<xmpp::TextMessage>(content);
    };
    const xmpp::Content unknown = xmpp::ResendAnswer{before, xmpp::ResendResult::Unknown};
    CHECK(std::ranges::count(answers, unknown) == 1);
    REQUIRE(std::ranges::count_if(answers, isText) == 1);
    const auto text = std::get<xmpp::TextMessage>(*std::ranges::find_if(answers, isText));
    CHECK(text.body == "after");
    CHECK(text.resent == after);
}
