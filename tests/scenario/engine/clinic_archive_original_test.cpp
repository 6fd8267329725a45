// SPDX-License-Identifier: GPL-3.0-or-later
// Edit and recall keep the original in the archive, also in one that comes late.
#include "tests/scenario/engine/archived.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Texts = Archived::Texts;

namespace {

MessageId idOf(Archived& world, const std::string& text)
{
    const auto* const message = world.desk.message(text);
    REQUIRE(message);
    return message->id;
}

void recall(Archived& world, MessageId message)
{
    world.desk.engine().recall(message);
    world.settle();
}

void correct(Archived& world, MessageId message, const char* to)
{
    world.time.advance(1s);  // nobody corrects in the same millisecond
    world.desk.engine().correct(message, QString::fromUtf8(to), {});
    world.settle();
}

/// What the archive has of earlier texts of the first message that the desk handed in.
Texts earlier(Archived& world)
{
    world.archive.engine().openHistory(world.archive.page(world.desk.address()).at(0).id);
    world.settle();
    Texts out;
    for (const auto& version : world.archive.versions)
        out.push_back(version.text.string().toStdString());
    return out;
}

}  // namespace

TEST_CASE("What was recalled before a late archive came is in it as it was", "[clinic-archive]")
{
    Archived world(false, false);
    world.say(world.desk, world.lee, "wrong room");
    recall(world, idOf(world, "wrong room"));
    CHECK(world.desk.texts(world.lee.address()) == Texts{""});  // gone for everybody else
    CHECK(world.lee.texts(world.desk.address()) == Texts{""});
    world.archive.signIn();
    world.time.advance(6min);
    REQUIRE(world.kept(world.desk) == Texts{"wrong room"});
    CHECK(world.archive.page(world.desk.address())[0].recalledAtMs > 0);
    CHECK(world.desk.texts(world.lee.address()) == Texts{""});
}

TEST_CASE("Each text of a message reaches a late archive", "[clinic-archive]")
{
    Archived world(false, false);
    world.say(world.desk, world.lee, "5 mg");
    const auto id = idOf(world, "5 mg");
    correct(world, id, "50 mg");
    correct(world, id, "0.5 mg");
    recall(world, id);
    world.archive.signIn();
    world.time.advance(10min);
    REQUIRE(world.kept(world.desk) == Texts{"0.5 mg"});
    CHECK(world.archive.page(world.desk.address())[0].recalledAtMs > 0);
    CHECK(earlier(world) == Texts{"5 mg", "50 mg"});
}

TEST_CASE("A copy that was lost on the way is handed in again as it was", "[clinic-archive]")
{
    Archived world;
    world.archive.kill();
    world.say(world.desk, world.lee, "wrong room");
    recall(world, idOf(world, "wrong room"));
    // Whatever it had is gone: a new archive begins with an empty vault and another device.
    Person fresh(world, "archive", "Record");
    fresh.adjust = [&world](engine::EngineSettings& settings) { world.setUp(settings); };
    fresh.restart();
    fresh.signIn();
    world.time.advance(25h);
    auto handOver = world.desk.lock();
    world.desk.restart(std::move(handOver));
    world.desk.signIn();
    world.time.advance(6min);
    REQUIRE(fresh.texts(world.desk.address()) == Texts{"wrong room"});
    CHECK(fresh.page(world.desk.address())[0].recalledAtMs > 0);
}
