// SPDX-License-Identifier: GPL-3.0-or-later
// A room with more devices than one stanza can name.
#include "tests/scenario/engine/phone.h"
#include "tests/scenario/engine/team.h"

#include <deque>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

TEST_CASE("more devices than one message can go to: told with their number, and nothing is lost")
{
    World world;
    Person desk(world, "desk");
    desk.signIn();
    std::deque<Phone> phones;
    for (int n = 0; n <= 200; ++n) {
        const auto name = "person" + std::to_string(n / 50);
        if (n % 50 == 0)  // in no directory: nobody is told of each of them
            world.relay.addAccount(name, n < 200 ? "" : "Front Desk");
        phones.emplace_back(world, name);
    }
    desk.engine().createRoom(QStringLiteral("All of us"), {});
    world.settle();
    REQUIRE(world.relay.rooms.size() == 1);
    const auto room = world.relay.rooms.begin()->first;
    for (const auto& phone : phones)
        world.relay.setAffiliation(room, phone.address(), "member");
    world.time.advance(1min);
    for (std::size_t n = 0; n < phones.size(); n += 50)  // the relay alone vouches for them
        desk.engine().letIn(desk.conversation(room).id,
                            QString::fromStdString(phones[n].address().toString()), true);

    desk.send(room, "who can come?");
    desk.send(room, "room 4 is on fire");
    world.settle();
    CHECK(desk.problems == std::vector{ProblemKind::TooManyDevices});
    CHECK(desk.lastProblem.count == 201);
    CHECK(desk.delivery("who can come?") == Delivery::Queued);
    CHECK(phones.front().read().empty());

    publishIds(world, phones.back().address(), {});
    world.time.advance(25min);
    CHECK(desk.delivery("who can come?") == Delivery::Relayed);
    CHECK(desk.delivery("room 4 is on fire") == Delivery::Relayed);
    CHECK(phones.front().read() == std::vector<std::string>{"who can come?", "room 4 is on fire"});
    CHECK(desk.problems.size() == 1);
}
