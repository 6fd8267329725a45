// SPDX-License-Identifier: GPL-3.0-or-later
// The clinic's archive as a visible member of each conversation (retention.archive_*).
#include "core/store/stores.h"
#include "tests/scenario/engine/archived.h"
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/team.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using State = ArchivedBy::State;
using Texts = Archived::Texts;

TEST_CASE("The archive gets what each of two people says, and both see that it does",
          "[clinic-archive]")
{
    Archived world;
    world.say(world.desk, world.lee, "K 6.1");
    world.say(world.lee, world.desk, "On my way");
    CHECK(world.kept(world.desk) == Texts{"K 6.1"});
    CHECK(world.kept(world.lee) == Texts{"On my way"});
    const auto shown = world.desk.conversation(world.lee.address());
    CHECK(shown.archive.state == State::On);
    CHECK(shown.archive.clinic.string() == QStringLiteral("Riverside Clinic"));
    REQUIRE(world.desk.message("K 6.1"));
    CHECK(world.desk.message("K 6.1")->archivedAtMs > 0);
    // It reads nothing and acknowledges nothing, and nobody is asked to wait for it.
    CHECK(world.desk.message("K 6.1")->states.people == 1);
    CHECK(world.desk.problems.empty());
    CHECK(world.archive.conversation(world.desk.address()).unread == 0);
    CHECK(world.archive.arrivals.empty());
}

TEST_CASE("What was recalled or corrected stays in the archive as it was", "[clinic-archive]")
{
    Archived world;
    world.say(world.desk, world.lee, "wrong room");
    world.say(world.desk, world.lee, "5 mg");
    world.desk.engine().recall(world.desk.message("wrong room")->id);
    world.settle();
    world.desk.engine().correct(world.desk.message("5 mg")->id, QStringLiteral("0.5 mg"), {});
    world.settle();
    CHECK(world.lee.texts(world.desk.address()) == Texts{"", "0.5 mg"});
    CHECK(world.kept(world.desk) == Texts{"wrong room", "0.5 mg"});
    const auto page = world.archive.page(world.desk.address());
    CHECK(page[0].recalledAtMs > 0);
    CHECK(page[1].correctedAtMs > 0);
    world.archive.engine().openHistory(page[1].id);
    world.settle();
    REQUIRE(world.archive.versions.size() == 1);
    CHECK(world.archive.versions[0].text.string() == QStringLiteral("5 mg"));
}

TEST_CASE("What a phone writes is handed in by whoever gets it", "[clinic-archive]")
{
    Archived world;
    Phone phone(world, "kim");
    phone.send(world.desk.address(), "p1", "from my phone");
    CHECK(world.desk.texts(phone.address()) == Texts{"from my phone"});
    CHECK(world.kept(world.desk) == Texts{"from my phone"});
    const auto page = world.archive.page(world.desk.address());
    CHECK(page[0].unmanaged);
}

TEST_CASE("Without the archive's key nothing is sent where policy says so", "[clinic-archive]")
{
    Archived world(true, false);
    world.say(world.desk, world.lee, "held");
    CHECK(world.lee.texts(world.desk.address()).empty());
    CHECK(world.desk.delivery("held") == Delivery::Queued);
    CHECK(std::ranges::count(world.desk.problems, ProblemKind::ArchiveNotReady) == 1);
    CHECK(world.desk.conversation(world.lee.address()).archive.state == State::Held);
    world.archive.signIn();
    world.time.advance(6min);
    CHECK(world.lee.texts(world.desk.address()) == Texts{"held"});
    CHECK(world.kept(world.desk) == Texts{"held"});
    CHECK(world.desk.conversation(world.lee.address()).archive.state == State::On);
}

TEST_CASE("Where it is not required what was said goes on, and follows later", "[clinic-archive]")
{
    Archived world(false, false);
    world.say(world.desk, world.lee, "sent");
    CHECK(world.lee.texts(world.desk.address()) == Texts{"sent"});
    CHECK(world.desk.conversation(world.lee.address()).archive.state == State::Late);
    world.archive.signIn();
    world.time.advance(6min);
    CHECK(world.kept(world.desk) == Texts{"sent"});
}

TEST_CASE("A key of the archive that policy does not name counts for nothing", "[clinic-archive]")
{
    Archived world(true, true);
    world.keys = {Bytes(32, 7)};
    auto handOver = world.desk.lock();
    world.desk.restart(std::move(handOver));
    world.desk.unlock();
    world.say(world.desk, world.lee, "held");
    CHECK(world.lee.texts(world.desk.address()).empty());
    CHECK(world.kept(world.desk).empty());
    // The clinic puts the right fingerprint into the policy.
    const auto digest = world.desk.devices(world.archive.address()).at(0).keyDigest;
    REQUIRE(digest.size() == 32);
    world.keys = {Bytes(digest.begin(), digest.end())};
    handOver = world.desk.lock();
    world.desk.restart(std::move(handOver));
    world.desk.unlock();
    world.time.advance(6min);
    CHECK(world.lee.texts(world.desk.address()) == Texts{"held"});
    CHECK(world.kept(world.desk) == Texts{"held"});
}

TEST_CASE("A team has the archive as a member, and it reads what is said", "[clinic-archive]")
{
    Archived world;
    const auto name = QStringLiteral("Team 3");
    world.desk.engine().createRoom(name, {QString::fromStdString(world.lee.address().toString())});
    world.settle();
    const auto room = roomOf(world.desk, name);
    REQUIRE(room);
    world.time.advance(45s);
    const auto team = world.desk.conversation(*room);
    CHECK(
        team.memberAddresses.contains(QString::fromStdString(world.archive.address().toString())));
    world.lee.send(*room, "to all");
    world.settle();
    CHECK(world.archive.texts(*room) == Texts{"to all"});
    CHECK(world.kept(world.lee).empty());
    REQUIRE(world.lee.message("to all"));
    CHECK(world.lee.message("to all")->archivedAtMs > 0);
    CHECK(world.lee.message("to all")->states.people == 1);
}

TEST_CASE("Nobody but the archive takes copies, and nobody hands in what another wrote",
          "[clinic-archive]")
{
    Archived world;
    world.say(world.desk, world.lee, "hello");
    CHECK(world.lee.texts(world.archive.address()).empty());
    CHECK(world.desk.cards(world.archive.address()) == 0);
    CHECK(world.lee.cards(world.desk.address()) == 0);
}

TEST_CASE("What is old stays until the archive has it, where it is required", "[clinic-archive]")
{
    Archived world(true, true);
    world.say(world.lee, world.desk, "old");
    world.desk.engine().markRead(world.desk.conversationWith(world.lee.address()));
    world.settle();
    world.time.advance(200s);
    auto handOver = world.desk.lock();
    world.archive.kill();
    world.time.stopFor(std::chrono::days{9});
    const auto open = [&](HandOver from) {
        world.desk.restart(std::move(from));
        if (world.desk.stage.step == SignInStage::Step::Unlock)
            world.desk.unlock();
        else
            world.desk.signIn();
        world.lee.restart();
        world.lee.signIn();
        world.say(world.lee, world.desk, "new");
        world.time.advance(200s);
    };
    open(std::move(handOver));
    world.time.advance(3min);
    CHECK(world.desk.texts(world.lee.address()).front() == "old");  // only now it was handed in
    world.archive.restart();
    world.archive.signIn();
    world.time.advance(5min);
    CHECK(std::ranges::count(world.kept(world.desk), std::string{"old"}) == 1);
    world.time.advance(1h);
    handOver = world.desk.lock();
    world.time.stopFor(25h);
    open(std::move(handOver));
    world.time.advance(3min);
    CHECK(std::ranges::count(world.desk.texts(world.lee.address()), std::string{"old"}) == 0);
    CHECK(world.archive.texts(world.lee.address()).size() >= 1);
}
