// SPDX-License-Identifier: GPL-3.0-or-later
// What the activity log learns of messages (45 CFR 164.312(b)), also over deaths and refusals.
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

/// A person whose engine has an activity log.
class Recorded : public Person {
public:
    Recorded(World& world, const std::string& name) : Person(world, name)
    {
        adjust = [this](engine::EngineSettings& settings) {
            settings.recordMessages = [this](const Jid& who, auto records) -> Result<Done> {
                CHECK(who == address());
                ++tries;
                if (refuses)
                    return Error{Errc::Storage, "refused by the test"};
                log.insert(log.end(), records.begin(), records.end());
                return Done{};
            };
        };
        restart();
    }

    std::vector<std::pair<MessageAct, Jid>> acts() const
    {
        std::vector<std::pair<MessageAct, Jid>> all;
        for (const auto& record : log)
            all.emplace_back(record.act, record.person);
        return all;
    }

    bool refuses = false;
    int tries = 0;
    std::vector<MessageRecord> log;
};

using Acts = std::vector<std::pair<MessageAct, Jid>>;

}  // namespace

TEST_CASE("both sides record who sent, got, read and acknowledged a message, once")
{
    World world;
    Recorded nurse(world, "nurse");
    Recorded physician(world, "physician");
    nurse.signIn();
    physician.signIn();
    nurse.send(physician.address(), "please call", Urgency::Action);
    world.settle();
    world.time.advance(5s);
    physician.engine().markRead(physician.conversationWith(nurse.address()));
    physician.engine().answer(physician.message("please call")->id, Answer::Accepted);
    world.time.advance(5s);
    using Act = MessageAct;
    CHECK(nurse.acts() ==
          Acts{{Act::Sent, nurse.address()},
               {Act::Delivered, physician.address()},
               {Act::Read, physician.address()},
               {Act::Accepted, physician.address()}});
    CHECK(physician.acts() ==
          Acts{{Act::Received, physician.address()},
               {Act::Read, physician.address()},
               {Act::Accepted, physician.address()}});
    for (const auto& record : nurse.log) {
        CHECK(record.originId == physician.log.front().originId);
        CHECK(record.with == physician.address());
        CHECK(record.atMs > 0);
    }
}

TEST_CASE("while the log takes nothing messages go on, and their records wait for it")
{
    World world;
    Recorded nurse(world, "nurse");
    Recorded physician(world, "physician");
    nurse.signIn();
    physician.signIn();
    physician.refuses = true;
    nurse.send(physician.address(), "one");
    world.settle();
    world.time.advance(10s);
    CHECK(physician.message("one") != nullptr);
    CHECK(physician.log.empty());
    CHECK(physician.tries == 1);  // not with each thing that happens
    physician.restart(physician.lock());
    physician.unlock();
    world.wait();
    CHECK(physician.log.empty());
    physician.refuses = false;
    world.time.advance(61s);
    REQUIRE(physician.log.size() == 1);
    CHECK(physician.log.front().act == MessageAct::Received);
    world.time.advance(10min);
    CHECK(physician.log.size() == 1);
}

TEST_CASE("that a message was corrected and recalled is recorded at both ends")
{
    World world;
    Recorded nurse(world, "nurse");
    Recorded physician(world, "physician");
    nurse.signIn();
    physician.signIn();
    nurse.send(physician.address(), "room 4");
    world.settle();
    nurse.engine().correct(nurse.message("room 4")->id, QStringLiteral("room 5"), {});
    world.settle();
    nurse.engine().recall(nurse.message("room 5")->id);
    world.settle();
    world.time.advance(5s);
    for (const auto* side : {&nurse, &physician})
        for (const auto act : {MessageAct::Corrected, MessageAct::Recalled})
            CHECK(std::ranges::count_if(side->log, [&](const auto& one) {
                      return one.act == act && one.person == nurse.address();
                  }) == 1);
}

TEST_CASE(
    "what is about to leave is named by the message, its author, its conversation and patient")
{
    World world;
    Recorded nurse(world, "nurse");
    Recorded physician(world, "physician");
    nurse.signIn();
    physician.signIn();
    nurse.send(physician.address(), "a word");
    nurse.engine().sendRequest(nurse.conversationWith(physician.address()),
                               QStringLiteral("about somebody"),
                               {.about = PatientTag{"Jane Smith", "00-884471"}});
    world.settle();
    world.time.advance(5s);
    for (auto* side : {&nurse, &physician}) {
        const auto names = side->engine().nameMessages(
            {side->message("a word")->id, side->message("about somebody")->id});
        REQUIRE(names);
        REQUIRE(names->size() == 2);
        for (const auto& name : *names) {
            CHECK(name.author == nurse.address());
            CHECK(name.with == (side == &nurse ? physician.address() : nurse.address()));
        }
        CHECK(names->front().originId == nurse.log.front().originId);
        CHECK(names->front().patient.empty());
        CHECK(names->back().patient == "00-884471");
    }
    CHECK(nurse.engine().nameMessages({})->empty());
    CHECK(nurse.engine().nameMessages({MessageId{4711}}).error().code == Errc::NotFound);
    nurse.restart(nurse.lock());
    CHECK_FALSE(nurse.engine().nameMessages({MessageId{1}}));
}
