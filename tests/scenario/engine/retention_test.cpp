// SPDX-License-Identifier: GPL-3.0-or-later
// What a workstation keeps, and for how long (retention.local_days, retention.legal_hold).
#include "tests/scenario/engine/team.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

/// Two people; the desk keeps its messages for a week.
struct Weekly : World {
    Weekly() : desk(*this, "desk"), lee(*this, "lee")
    {
        desk.adjust = [this](engine::EngineSettings& settings) {
            settings.retention.localDays = 7;
            settings.recordMessages = [](const auto&...) -> Result<Done> { return Done{}; };
            settings.retention.held = held;
            settings.retention.holdAll = holdAll;
        };
        desk.restart();
        desk.signIn();
        lee.signIn();
    }

    void leeSays(const std::string& text, Urgency urgency = Urgency::Fyi)
    {
        lee.send(desk.address(), text, urgency);
        settle();
    }

    void deskReads()
    {
        desk.engine().markRead(desk.conversationWith(lee.address()));
        settle();
    }

    /// Both are away; then the desk is unlocked, hears something, and its round goes through.
    void comeBackAfter(std::chrono::milliseconds away)
    {
        time.advance(200s);  // the archive has confirmed what left
        auto handOver = desk.lock();
        time.stopFor(away);
        unlock(std::move(handOver));
    }

    void unlock(HandOver handOver)
    {
        desk.restart(std::move(handOver));
        watch();
        if (desk.stage.step == SignInStage::Step::Unlock)
            desk.unlock();
        else
            desk.signIn();
        lee.restart();
        lee.signIn();
        leeSays("still here");
        time.advance(200s);  // the relay's archive has stamped it
        time.advance(3min);
    }

    void watch()
    {
        reports.clear();
        QObject::connect(&desk.engine(), &Client::messagesRemoved, &desk.engine(),
                         [this](const RemovalReport& report) { reports.push_back(report); });
        QObject::connect(&desk.engine(), &Client::retentionChanged, &desk.engine(),
                         [this](const RetentionSnapshot& now) { retention = now; });
    }

    std::set<Jid> held;
    bool holdAll = false;
    std::vector<RemovalReport> reports;
    RetentionSnapshot retention;
    Person desk, lee;
};

}  // namespace

TEST_CASE("Read messages go when they are too old, and the relay does not bring them back",
          "[retention]")
{
    Weekly world;
    world.leeSays("old one");
    world.deskReads();
    world.desk.send(world.lee.address(), "old answer");
    world.settle();
    world.comeBackAfter(std::chrono::days{8});
    CHECK(world.desk.texts(world.lee.address()) == Texts{"still here"});
    REQUIRE(world.reports.size() == 1);
    CHECK(world.reports[0].messages == 2);
    CHECK(world.reports[0].conversations == 1);
    CHECK(world.retention.lastRemoved == 2);
    const auto shown = world.desk.conversation(world.lee.address());
    CHECK(shown.removed.untilMs > 0);
    CHECK(shown.removed.afterDays == 7);
    CHECK(world.lee.texts(world.desk.address()).size() == 3);  // their own vault, their own policy

    // The relay has given its archive new names: all of it is read again.
    for (auto& one : world.relay.account(world.desk.address())->archive)
        one.id += "-anew";
    auto handOver = world.desk.lock();
    world.unlock(std::move(handOver));
    CHECK(world.desk.texts(world.lee.address()) == Texts{"still here", "still here"});
    CHECK(world.desk.cards(world.lee.address()) == 0);
}

TEST_CASE("What was not read, or still asks for something, stays", "[retention]")
{
    Weekly world;
    world.leeSays("read it");
    world.deskReads();
    world.leeSays("urgent", Urgency::Stat);
    world.deskReads();
    world.leeSays("not read");
    world.comeBackAfter(std::chrono::days{30});
    CHECK(world.desk.texts(world.lee.address()) == Texts{"urgent", "not read", "still here"});
    CHECK(world.retention.needed >= 2);
}

TEST_CASE("Under legal hold nothing goes", "[retention]")
{
    Weekly world;
    SECTION("of a person")
    {
        world.held = {world.lee.address()};
    }
    SECTION("of our own")
    {
        world.held = {world.desk.address()};
    }
    SECTION("of all")
    {
        world.holdAll = true;
    }
    world.leeSays("kept");
    world.deskReads();
    world.comeBackAfter(std::chrono::days{30});
    CHECK(world.desk.texts(world.lee.address()) == Texts{"kept", "still here"});
    CHECK(world.reports.empty());
    CHECK(world.retention.isEverythingHeld == world.holdAll);
}

TEST_CASE("A clock that runs ahead removes nothing", "[retention]")
{
    Weekly world;
    world.leeSays("young");
    world.deskReads();
    world.time.advance(200s);
    world.watch();
    world.time.advance(23h + 57min);
    world.time.advance(1min);
    // The wall clock jumps a year; nothing of the relay says so.
    const auto real = world.time.wallNow();
    world.time.setWall(real + std::chrono::days{365});
    auto handOver = world.desk.lock();
    world.desk.restart(std::move(handOver));
    world.watch();
    world.desk.stage.step == SignInStage::Step::Unlock ? world.desk.unlock() : world.desk.signIn();
    world.time.advance(6min);
    CHECK(world.desk.texts(world.lee.address()) == Texts{"young"});
    CHECK(world.reports.empty());
}

TEST_CASE("A round that was cut off goes on, and counts all of it", "[retention]")
{
    Weekly world;
    for (int i = 0; i < 120; ++i)
        world.lee.send(world.desk.address(), "old " + std::to_string(i));
    world.settle();
    world.deskReads();
    world.time.advance(200s);
    auto handOver = world.desk.lock();
    world.time.stopFor(std::chrono::days{8});
    world.desk.restart(std::move(handOver));
    world.watch();
    world.desk.stage.step == SignInStage::Step::Unlock ? world.desk.unlock() : world.desk.signIn();
    world.lee.restart();
    world.lee.signIn();
    world.leeSays("still here");
    world.time.advance(298s);
    world.time.advance(2s);  // the first step has been made
    const auto left = world.desk.texts(world.lee.address()).size();
    world.desk.kill();
    CHECK(left <= 121);
    world.unlock({});
    CHECK(world.desk.texts(world.lee.address()) == Texts{"still here", "still here"});
    REQUIRE(world.reports.size() == 1);
    CHECK(world.reports[0].messages == 120);
}
