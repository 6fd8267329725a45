// SPDX-License-Identifier: GPL-3.0-or-later
// Taking back and putting right: by the author alone, in time, in any order, on every device.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

struct Two : World {
    Two() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.signIn();
        lee.signIn();
    }

    MessageSnapshot at(Person& person, const Jid& peer)
    {
        const auto page = person.page(peer);
        REQUIRE_FALSE(page.empty());
        return page.front();
    }

    MessageSnapshot atLee() { return at(lee, desk.address()); }

    MessageSnapshot atDesk() { return at(desk, lee.address()); }

    void send(const std::string& text, Urgency urgency = Urgency::Fyi)
    {
        desk.send(lee.address(), text, urgency);
        settle();
    }

    Person desk, lee;
};

}  // namespace

TEST_CASE("a recalled message is gone at both ends, and both see when")
{
    Two world;
    world.send("meant for somebody else", Urgency::Stat);
    CHECK(world.atDesk().changeableUntilMs > 0);
    CHECK(world.atLee().changeableUntilMs == 0);
    world.desk.engine().recall(world.atDesk().id);
    world.settle();
    for (const auto& message : {world.atDesk(), world.atLee()}) {
        CHECK(message.recalledAtMs > 0);
        CHECK(message.text.isEmpty());
        CHECK_FALSE(message.open);
        CHECK_FALSE(message.unread);
    }
    CHECK(world.lee.items.isEmpty());
    CHECK(world.desk.items.isEmpty());
    REQUIRE(world.desk.page(world.lee.address()).size() == 2);
    CHECK(world.desk.page(world.lee.address()).back().notice->kind ==
          NoticeSnapshot::Kind::Recalled);
    CHECK(world.lee.page(world.desk.address()).size() == 1);
    checkWire(world, {"meant for"});
}

TEST_CASE("what is recalled twice, replayed or out of the archive is recalled once")
{
    Two world;
    world.lee.kill();
    world.send("meant for somebody else");
    world.desk.engine().recall(world.atDesk().id);
    world.desk.engine().recall(world.atDesk().id);
    world.settle();
    CHECK(world.desk.page(world.lee.address()).size() == 2);
    world.lee.restart();
    world.lee.signIn();
    world.time.advance(3min);  // the archive is read again
    CHECK(world.lee.page(world.desk.address()).size() == 1);
    CHECK(world.atLee().recalledAtMs > 0);
    CHECK(world.atLee().text.isEmpty());
}

TEST_CASE("a recall that comes before its message takes it back when it comes")
{
    Two world;
    HeldMessages held(world, world.lee.address());
    world.send("meant for somebody else");
    world.desk.engine().recall(world.atDesk().id);
    world.settle();
    REQUIRE(held.stanzas.size() == 2);
    held.stop();
    held.inject(1);
    world.settle();
    CHECK(world.lee.texts(world.desk.address()).empty());
    held.inject(0);
    world.settle();
    CHECK(world.atLee().recalledAtMs > 0);
    CHECK(world.atLee().text.isEmpty());
    world.time.advance(5min);
    CHECK(world.lee.page(world.desk.address()).size() == 1);
}

TEST_CASE("after its time nothing is recalled, whatever the sender's client thinks", "[hostile]")
{
    Two world;
    world.send("an hour old");
    SECTION("the sender's own client refuses")
    {
        world.time.advance(61min);
        world.desk.engine().recall(world.atDesk().id);
        world.settle();
        CHECK(world.desk.problems == std::vector{ProblemKind::ChangeRefused});
        CHECK(world.atDesk().recalledAtMs == 0);
        CHECK(world.desk.page(world.lee.address()).size() == 1);
    }
    SECTION("and so does the receiver's")
    {
        world.desk.adjust = [](engine::EngineSettings& settings) {
            settings.loop.recallWindow = std::chrono::hours{24};
        };
        world.desk.restart(world.desk.lock());
        world.desk.unlock();
        world.time.advance(70min);
        world.desk.engine().recall(world.atDesk().id);
        world.settle();
        CHECK(world.atDesk().recalledAtMs > 0);
    }
    CHECK(world.atLee().recalledAtMs == 0);
    CHECK(world.atLee().text.string() == QStringLiteral("an hour old"));
}

TEST_CASE("a correction that is refused says so, and its text is kept")
{
    Two world;
    world.send("give 5 milligram");
    const auto in = world.desk.conversationWith(world.lee.address());
    const auto correct = [&](About about) {
        world.desk.engine().correct(world.atDesk().id, QStringLiteral("give 0.5 milligram"),
                                    std::move(about));
        world.settle();
    };
    SECTION("after its time")
    {
        world.time.advance(61min);
        correct(PatientTag{"Jane Smith", "00-884471"});
    }
    SECTION("about nobody that can be named")
    {
        correct(PatientTag{"a\nb", ""});
    }
    CHECK(world.desk.problems == std::vector{ProblemKind::ChangeRefused});
    CHECK(world.desk.draft == QStringLiteral("give 0.5 milligram"));
    CHECK(world.atDesk().text.string() == QStringLiteral("give 5 milligram"));
    world.desk.engine().saveDraft(in, QStringLiteral("and thanks"), {});
    world.time.advance(61min);
    correct({});
    CHECK(world.desk.problems.size() == 2);
    world.desk.restart(world.desk.lock());
    world.desk.unlock();
    world.desk.engine().openConversation(in);
    CHECK(world.desk.draft == QStringLiteral("give 0.5 milligram\nand thanks"));
}

TEST_CASE("nobody recalls or corrects what another has written", "[hostile]")
{
    Team team;
    Outsider mallory(team, "mallory");
    team.lee.send(mallory.address(), "hello mallory");
    team.desk.send(team.lee.address(), "stays as it is");
    team.settle();
    int lies = 0;
    for (const auto& [id, copies] : copiesFrom(team, team.desk.address())) {
        xmpp::TextMessage other{"something else", {}};
        other.replaces = id;
        for (const xmpp::Content& lie : {xmpp::Content{xmpp::Recall{id}}, xmpp::Content{other}})
            team.relay.sendAs(
                mallory.full(),
                mallory.seal(team.lee.address(), "lie-" + std::to_string(++lies), lie));
    }
    team.settle();
    REQUIRE(lies > 1);
    CHECK(team.lee.texts(team.desk.address()) == std::vector<std::string>{"stays as it is"});
}

TEST_CASE("a correction shows the new text at both ends and keeps the old one to be seen")
{
    Two world;
    world.send("give 5 milligram");
    const auto written = world.atDesk().sentAtMs;
    world.time.advance(1min);
    world.desk.engine().correct(world.atDesk().id, QStringLiteral("give 0.5 milligram"), {});
    world.time.advance(1min);
    world.desk.engine().correct(world.atDesk().id, QStringLiteral("give 0.25 milligram"), {});
    world.settle();
    for (auto* person : {&world.desk, &world.lee}) {
        const auto peer = person == &world.desk ? world.lee.address() : world.desk.address();
        const auto message = world.at(*person, peer);
        CHECK(message.text.string() == QStringLiteral("give 0.25 milligram"));
        CHECK(message.correctedAtMs == written + 120'000);
        person->engine().openHistory(message.id);
        REQUIRE(person->versions.size() == 2);
        CHECK(person->versions[0].text.string() == QStringLiteral("give 5 milligram"));
        CHECK(person->versions[0].sinceMs == written);
        CHECK(person->versions[1].text.string() == QStringLiteral("give 0.5 milligram"));
    }
    CHECK(world.lee.page(world.desk.address()).size() == 1);
    CHECK(world.lee.arrivals.size() == 1);  // it rang once

    world.desk.engine().recall(world.atDesk().id);
    world.settle();
    world.lee.engine().openHistory(world.atLee().id);
    CHECK(world.lee.versions.isEmpty());
    checkWire(world, {"milligram"});
}

TEST_CASE("what is recalled offline is recalled at the next connection, in its order")
{
    Two world;
    world.send("meant for somebody else");
    world.relay.unreachable = true;
    world.relay.dropConnection(world.desk.address());
    world.settle();
    world.desk.engine().recall(world.atDesk().id);
    world.settle();
    CHECK(world.atDesk().recalledAtMs > 0);
    CHECK(world.atLee().recalledAtMs == 0);
    world.relay.unreachable = false;
    world.time.advance(2min);
    CHECK(world.atLee().recalledAtMs > 0);
}

TEST_CASE("in a room a recall reaches everybody")
{
    Team team;
    team.say(team.desk, "meant for another team");
    team.desk.engine().recall(team.desk.message("meant for another team")->id);
    team.settle();
    team.time.advance(5s);
    for (auto* person : team.everybody()) {
        CHECK(person->texts(team.room).front().empty());
        CHECK(person->page(team.room).front().recalledAtMs > 0);
    }
}

TEST_CASE("the author's other device shows what was recalled and corrected here")
{
    Two world;
    Person second{world, "desk"};
    second.signIn();
    world.wait();
    world.send("give 5 mg");
    world.desk.engine().correct(world.atDesk().id, QStringLiteral("give 0.5 mg"), {});
    world.wait();
    CHECK(second.texts(world.lee.address()) == std::vector<std::string>{"give 0.5 mg"});
    world.desk.engine().recall(world.atDesk().id);
    world.wait();
    CHECK(second.page(world.lee.address()).front().recalledAtMs > 0);
}
