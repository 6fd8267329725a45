// SPDX-License-Identifier: GPL-3.0-or-later
// Who must act, by when, what rings again, and to whom it goes on while nobody answers.
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> linesOf(const QList<OpenItemSnapshot>& items, bool forUs)
{
    std::vector<std::string> lines;
    for (const auto& item : items)
        if (item.forUs == forUs)
            lines.push_back(item.line.string().toStdString());
    return lines;
}

using Lines = std::vector<std::string>;

struct Three : World {
    Three() : desk(*this, "desk"), lee(*this, "lee"), kim(*this, "kim"), max(*this, "max")
    {
        for (auto* person : {&desk, &lee, &kim, &max})
            person->signIn();
        desk.engine().startConversation(QString::fromStdString(kim.address().toString()));
        settle();
    }

    void ask(const std::string& text, Request request)
    {
        desk.engine().sendRequest(desk.conversationWith(lee.address()),
                                  QString::fromStdString(text), std::move(request));
        settle();
    }

    static QString addressOf(const Person& person)
    {
        return QString::fromStdString(person.address().toString());
    }

    static std::size_t statRings(const Person& person)
    {
        return static_cast<std::size_t>(std::ranges::count(person.arrivals, Urgency::Stat));
    }

    Person desk, lee, kim, max;
};

}  // namespace

TEST_CASE("open items say at both ends who must act, the most urgent first, by when")
{
    Three world;
    world.ask("call the lab", {Urgency::Action, 900, {}});
    world.desk.send(world.lee.address(), "dose of room 4?", Urgency::Concern);
    world.desk.send(world.lee.address(), "potassium 6.1", Urgency::Stat);
    world.desk.send(world.lee.address(), "thanks");
    world.settle();
    const Lines all{"potassium 6.1", "dose of room 4?", "call the lab"};
    CHECK(linesOf(world.lee.items, true) == all);
    CHECK(linesOf(world.lee.items, false).empty());
    CHECK(linesOf(world.desk.items, false) == all);
    CHECK(linesOf(world.desk.items, true).empty());
    CHECK(world.lee.message("call the lab")->dueAtMs ==
          world.desk.message("call the lab")->dueAtMs);
    CHECK(world.desk.message("call the lab")->dueAtMs ==
          world.desk.message("call the lab")->sentAtMs + 900'000);

    world.lee.engine().answer(world.lee.message("dose of room 4?")->id, Answer::Acknowledged);
    world.lee.engine().answer(world.lee.message("potassium 6.1")->id, Answer::Completed);
    world.settle();
    CHECK(linesOf(world.lee.items, true) == Lines{"call the lab"});
    CHECK(linesOf(world.desk.items, false) == Lines{"call the lab"});

    world.desk.engine().closeItem(world.desk.message("call the lab")->id);
    world.settle();
    CHECK(world.desk.items.isEmpty());
    CHECK(linesOf(world.lee.items, true) == Lines{"call the lab"});
}

TEST_CASE("what is open is there again after a lock")
{
    Three world;
    world.ask("call the lab", {Urgency::Action, 900, {}});
    world.lee.restart(world.lee.lock());
    world.lee.unlock();
    world.settle();
    CHECK(linesOf(world.lee.items, true) == Lines{"call the lab"});
}

TEST_CASE("a time that has passed is told once at both ends")
{
    Three world;
    world.ask("call the lab", {Urgency::Action, 900, {}});
    world.time.advance(14min);
    CHECK(world.desk.overdue.isEmpty());
    const auto before = world.lee.arrivals.size();
    world.time.advance(2min);
    CHECK(linesOf(world.desk.overdue, false) == Lines{"call the lab"});
    CHECK(linesOf(world.lee.overdue, true) == Lines{"call the lab"});
    CHECK(world.lee.arrivals.size() == before + 1);
    world.time.advance(60min);
    CHECK(world.desk.overdue.size() == 1);
    CHECK(world.lee.overdue.size() == 1);
}

TEST_CASE("STAT rings again until it is acknowledged, so often as policy says")
{
    Three world;
    world.desk.send(world.lee.address(), "potassium 6.1", Urgency::Stat);
    world.settle();
    CHECK(Three::statRings(world.lee) == 1);
    world.time.advance(5min);
    CHECK(Three::statRings(world.lee) == 3);
    SECTION("until it is acknowledged")
    {
        world.lee.engine().acknowledge(world.lee.message("potassium 6.1")->id);
        world.time.advance(60min);
        CHECK(Three::statRings(world.lee) == 3);
    }
    SECTION("and not for ever")
    {
        world.time.advance(120min);
        CHECK(Three::statRings(world.lee) == 11);
    }
}

TEST_CASE("STAT rings again in a locked session")
{
    Three world;
    world.lee.restart(world.lee.lock());
    world.settle();
    world.desk.send(world.lee.address(), "potassium 6.1", Urgency::Stat);
    world.settle();
    CHECK(Three::statRings(world.lee) == 1);
    world.time.advance(5min);
    CHECK(Three::statRings(world.lee) == 3);
    world.time.advance(120min);
    CHECK(Three::statRings(world.lee) == 11);
}

TEST_CASE("what does not ring through do not disturb does not ring again either")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    lee.adjust = [](engine::EngineSettings& settings) {
        settings.availability.overDoNotDisturb = {};
    };
    lee.restart();
    desk.signIn();
    lee.signIn();
    lee.engine().setAvailability({.presence = Presence::DoNotDisturb});
    SECTION("in an open session, until it may be disturbed again")
    {
        desk.send(lee.address(), "potassium 6.1", Urgency::Stat);
        world.settle();
        world.time.advance(5min);
        CHECK(lee.arrivals.empty());
        lee.engine().setAvailability({.presence = Presence::Available});
        world.time.advance(5min);
        CHECK_FALSE(lee.arrivals.empty());
    }
    SECTION("in a locked one")
    {
        lee.restart(lee.lock());
        world.settle();
        desk.send(lee.address(), "potassium 6.1", Urgency::Stat);
        world.time.advance(20min);
        CHECK(lee.stat == 1);
        CHECK(lee.arrivals.empty());
    }
}

TEST_CASE("what nobody answers goes on along its chain, each step visible and labelled")
{
    Three world;
    world.ask("potassium 6.1",
              {Urgency::Stat, 0, {Three::addressOf(world.kim), Three::addressOf(world.max)}});
    const auto written = world.desk.message("potassium 6.1")->sentAtMs;
    world.time.advance(4min);
    CHECK_FALSE(world.kim.message("potassium 6.1"));
    world.time.advance(2min);
    const auto* forwarded = world.kim.message("potassium 6.1");
    REQUIRE(forwarded);
    CHECK(forwarded->urgency == Urgency::Stat);
    CHECK(forwarded->escalatedFrom.string() == QStringLiteral("lee"));
    CHECK(forwarded->escalatedAtMs == written);
    CHECK(world.lee.message("potassium 6.1")->escalatedAtMs == 0);
    CHECK_FALSE(world.max.message("potassium 6.1"));
    const auto page = world.desk.page(world.lee.address());
    REQUIRE(page.size() == 2);
    REQUIRE(page.back().notice);
    CHECK(page.back().notice->kind == NoticeSnapshot::Kind::Escalated);
    CHECK(page.back().author.string() == QStringLiteral("kim"));

    SECTION("to its end")
    {
        world.time.advance(6min);
        CHECK(world.max.message("potassium 6.1"));
        world.time.advance(60min);
        CHECK(world.desk.page(world.lee.address()).size() == 3);
    }
    SECTION("or until the first one answers")
    {
        world.lee.engine().acknowledge(world.lee.message("potassium 6.1")->id);
        world.time.advance(60min);
        CHECK_FALSE(world.max.message("potassium 6.1"));
    }
    SECTION("and what is recalled is recalled along it")
    {
        world.desk.engine().recall(world.desk.page(world.lee.address()).front().id);
        world.time.advance(60min);
        for (auto* person : {&world.lee, &world.kim})
            CHECK(person->page(world.desk.address()).front().recalledAtMs > 0);
        CHECK_FALSE(world.max.message("potassium 6.1"));
    }
    SECTION("or until one of the chain answers")
    {
        world.kim.engine().acknowledge(world.kim.message("potassium 6.1")->id);
        world.time.advance(60min);
        CHECK_FALSE(world.max.message("potassium 6.1"));
    }
    checkWire(world, {"potassium"});
}

TEST_CASE("an escalation that was due while its sender was locked goes at the unlock")
{
    Three world;
    world.ask("potassium 6.1", {Urgency::Stat, 0, {Three::addressOf(world.kim)}});
    world.desk.restart(world.desk.lock());
    world.time.advance(20min);
    CHECK_FALSE(world.kim.message("potassium 6.1"));
    world.desk.unlock();
    world.settle();
    CHECK(world.kim.message("potassium 6.1"));
}

TEST_CASE("a chain that is too long or leads outside is refused, and nothing is sent", "[hostile]")
{
    Three world;
    QStringList chain{Three::addressOf(world.kim), Three::addressOf(world.max),
                      QStringLiteral("ann@ward.example")};
    SECTION("too long") { }
    SECTION("no address")
    {
        chain = {QStringLiteral("\n")};
    }
    SECTION("to oneself")
    {
        chain = {Three::addressOf(world.desk)};
    }
    world.ask("potassium 6.1", {Urgency::Stat, 0, chain});
    CHECK(world.desk.problems.back() == ProblemKind::AddressNotAllowed);
    CHECK_FALSE(world.lee.message("potassium 6.1"));
}

TEST_CASE("STAT messages of a day are counted")
{
    Three world;
    CHECK(world.desk.limits.statToday == 0);
    for (int i = 0; i < 3; ++i)
        world.desk.send(world.lee.address(), "s" + std::to_string(i), Urgency::Stat);
    world.desk.send(world.lee.address(), "x", Urgency::Concern);
    world.settle();
    CHECK(world.desk.limits.statToday == 3);
    CHECK(world.desk.limits.statDailyWarn == 20);
}
