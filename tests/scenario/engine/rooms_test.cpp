// SPDX-License-Identifier: GPL-3.0-or-later
// What is said in a room arrives once at everybody, whatever the relay does to it.
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;
using Fate = FakeRelay::RoomFate;
using Texts = std::vector<std::string>;
using Counts = std::vector<std::size_t>;

TEST_CASE("what one says in a room is seen by each member once, and its echo proves it")
{
    Team team;
    for (auto* person : team.everybody())
        CHECK(roomOf(*person, team.name) == team.room);
    team.say(team.desk, "who takes room 4?");
    team.say(team.lee, "I do");
    for (auto* person : team.everybody())
        CHECK(person->texts(team.room) == Texts{"who takes room 4?", "I do"});
    CHECK(team.desk.delivery("who takes room 4?") == Delivery::Relayed);
    CHECK(team.lee.delivery("I do") == Delivery::Relayed);
    CHECK(team.kim.message("I do")->author.string() == QStringLiteral("lee"));
    CHECK(team.copiesFromOne(team.desk) == Counts{1});
    checkWire(team, {"Team 3", "room 4", "I do"});
    for (auto* person : team.everybody())
        CHECK(person->problems.empty());
}

TEST_CASE("an acknowledgement proves nothing in a room: what it swallowed goes again, the same")
{
    Team team;
    int swallowed = 0;
    team.relay.onRoomMessage = [&](const xmpp::Element&) {
        return ++swallowed <= 2 ? Fate::Swallow : Fate::Pass;
    };
    team.say(team.desk, "lost on the way");
    CHECK(team.desk.delivery("lost on the way") == Delivery::Sent);
    team.waitForEcho();
    CHECK(team.desk.delivery("lost on the way") == Delivery::Sent);
    team.time.advance(2min);
    CHECK(team.desk.delivery("lost on the way") == Delivery::Delivered);
    CHECK(team.copiesFromOne(team.desk) == Counts{3});
    checkWire(team);
    for (auto* person : team.everybody())
        CHECK(person->texts(team.room) == Texts{"lost on the way"});
}

TEST_CASE("what the room's archive holds is proved, and does not go again")
{
    Team team;
    team.relay.onRoomMessage = [](const xmpp::Element&) { return Fate::LoseEcho; };
    team.say(team.desk, "no echo");
    CHECK(team.desk.delivery("no echo") == Delivery::Sent);
    team.waitForEcho();
    CHECK(team.desk.delivery("no echo") == Delivery::Delivered);
    CHECK(team.copiesFromOne(team.desk) == Counts{1});
    for (auto* person : team.everybody())
        CHECK(person->texts(team.room) == Texts{"no echo"});
}

TEST_CASE("a resend whose first copy arrived after all is shown once")
{
    Team team;
    std::vector<xmpp::Element> held;
    team.relay.onRoomMessage = [&](const xmpp::Element& message) {
        if (!held.empty())
            return Fate::Pass;
        held.push_back(message);
        return Fate::Swallow;
    };
    team.say(team.desk, "twice under way");
    team.waitForEcho();
    const auto nick =
        std::ranges::find_if(team.relay.rooms[team.room].occupants, [&](const auto& one) {
            return one.second.bare() == team.desk.address();
        });
    team.relay.sayInRoom(team.room, nick->first, held.front());
    team.settle();
    CHECK(team.relay.rooms[team.room].archive.size() == 2);
    for (auto* person : team.everybody())
        CHECK(person->texts(team.room) == Texts{"twice under way"});
}

TEST_CASE("a connection that breaks around a room's message loses and doubles nothing")
{
    Team team;
    auto fate = FakeRelay::Fate::Lose;
    SECTION("before the relay has it") { }
    SECTION("after the relay has it")
    {
        fate = FakeRelay::Fate::StoreAndBreak;
    }
    bool isFirst = true;
    team.relay.onMessage = [&](const xmpp::Element&) {
        return std::exchange(isFirst, false) ? fate : FakeRelay::Fate::Pass;
    };
    bool resumes = true;
    SECTION("and the stream resumes") { }
    SECTION("and it does not")
    {
        resumes = false;
    }
    team.desk.send(team.room, "on the edge");
    if (!resumes)
        team.relay.post([&] { team.relay.forgetSessions(); });
    team.settle();
    team.wait();
    team.waitForEcho();
    CHECK(team.desk.delivery("on the edge") == Delivery::Delivered);
    for (auto* person : team.everybody())
        CHECK(person->texts(team.room) == Texts{"on the edge"});
    checkWire(team);
}

TEST_CASE("what a room refuses is told, and goes again when the person says so")
{
    Team team;
    team.relay.onRoomMessage = [](const xmpp::Element&) { return Fate::Refuse; };
    team.say(team.desk, "not now");
    CHECK(team.desk.delivery("not now") == Delivery::Failed);
    team.relay.onRoomMessage = {};
    team.desk.engine().retry(team.desk.message("not now")->id);
    team.settle();
    CHECK(team.desk.delivery("not now") == Delivery::Relayed);
    CHECK(team.lee.texts(team.room) == Texts{"not now"});
}

TEST_CASE("a relay that has lost us without a word is noticed")
{
    Team team;
    team.relay.forgetOccupants();
    SECTION("by who writes")
    {
        team.say(team.desk, "anybody here?");
        team.waitForEcho();
        CHECK(team.desk.delivery("anybody here?") == Delivery::Relayed);
        team.time.advance(11min);  // the others find out by themselves
    }
    SECTION("by who only listens")
    {
        team.time.advance(11min);
        team.say(team.desk, "anybody here?");
    }
    for (auto* person : team.everybody())
        CHECK(person->texts(team.room) == Texts{"anybody here?"});
}

TEST_CASE("who was away reads the room's archive in order, also the first time")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    Person kim(world, "kim");
    for (auto* person : {&desk, &lee, &kim})
        person->signIn();
    auto handOver = kim.lock();
    kim.restart(std::move(handOver));
    desk.engine().createRoom(QStringLiteral("Night"),
                             {QString::fromStdString(lee.address().toString()),
                              QString::fromStdString(kim.address().toString())});
    world.settle();
    const auto room = *roomOf(desk, QStringLiteral("Night"));
    Texts all;
    for (int i = 0; i < 30; ++i) {
        auto& who = i % 2 == 0 ? desk : lee;
        all.push_back("text " + std::to_string(i));
        who.send(room, all.back());
        world.settle();
    }
    world.relay.archivePage = 7;
    kim.unlock();
    world.wait();
    CHECK(roomOf(kim, QStringLiteral("Night")) == room);
    CHECK(kim.texts(room) == all);
    CHECK(kim.cards(room) == 0);

    handOver = kim.lock();
    kim.restart(std::move(handOver));
    for (auto* who : {&lee, &desk}) {
        all.push_back("later from " + who->address().local());
        who->send(room, all.back());
        world.settle();
    }
    kim.unlock();
    world.wait();
    CHECK(kim.texts(room) == all);
}

TEST_CASE("a device of one's own sees what the other one says in a room")
{
    World world;
    Person laptop(world, "dana");
    Person desk(world, "dana");
    Person lee(world, "lee");
    for (auto* person : {&laptop, &desk, &lee})
        person->signIn();
    lee.engine().createRoom(QStringLiteral("Ward"),
                            {QString::fromStdString(laptop.address().toString())});
    world.settle();
    const auto room = *roomOf(lee, QStringLiteral("Ward"));
    laptop.send(room, "from the laptop");
    world.settle();
    lee.send(room, "from lee");
    world.settle();
    for (auto* person : {&laptop, &desk, &lee})
        CHECK(person->texts(room) == Texts{"from the laptop", "from lee"});
    CHECK(desk.message("from the laptop")->outgoing);
    CHECK(desk.delivery("from the laptop") == Delivery::Relayed);
}

TEST_CASE("a room can be made from the first moment online, and not without a relay")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    lee.signIn();
    const auto name = QStringLiteral("Ward");
    const QStringList people{QString::fromStdString(lee.address().toString())};
    auto& engine = desk.engine();
    QObject::connect(&engine, &Client::connectionChanged, &engine, [&](Connection connection) {
        if (connection == Connection::Online && !roomOf(desk, name))
            engine.createRoom(name, people);
    });
    desk.signIn();
    world.settle();
    CHECK(desk.problems.empty());
    REQUIRE(roomOf(desk, name));
    desk.send(*roomOf(desk, name), "hello");
    world.settle();
    CHECK(lee.texts(*roomOf(desk, name)) == Texts{"hello"});
}

TEST_CASE("a new device of one's own learns the rooms that were there before it")
{
    World world;
    Person laptop(world, "dana");
    Person desk(world, "dana");
    Person lee(world, "lee");
    lee.signIn();
    laptop.signIn();
    lee.engine().createRoom(QStringLiteral("Ward"),
                            {QString::fromStdString(laptop.address().toString())});
    world.settle();
    const auto room = *roomOf(lee, QStringLiteral("Ward"));
    lee.send(room, "before the new device");
    world.settle();
    desk.signIn();
    world.settle();
    CHECK(roomOf(desk, QStringLiteral("Ward")) == room);
    lee.send(room, "after it");
    world.settle();
    CHECK(laptop.texts(room) == Texts{"before the new device", "after it"});
    CHECK(desk.texts(room) == Texts{"after it"});
    CHECK(desk.cards(room) == 0);
    desk.send(room, "from the new one");
    world.settle();
    CHECK(lee.texts(room).back() == "from the new one");
    CHECK(laptop.message("from the new one")->outgoing);
    // It is told once.
    const auto before = world.relay.sent.size();
    world.time.advance(25min);
    laptop.restart(laptop.lock());
    laptop.unlock();
    world.wait();
    for (auto at = before; at < world.relay.sent.size(); ++at)
        CHECK_FALSE(xmpp::isForOneDevice(element(world.relay.sent[at].xml)));
    checkWire(world, {"Ward"});
}

TEST_CASE("a room that somebody invited to while a new device came is known to both devices")
{
    World world;
    Person laptop(world, "dana");
    Person desk(world, "dana");
    Person lee(world, "lee");
    lee.signIn();
    laptop.signIn();
    auto handOver = laptop.lock();
    lee.engine().createRoom(QStringLiteral("Ward"),
                            {QString::fromStdString(laptop.address().toString())});
    world.settle();
    desk.signIn();
    laptop.restart(std::move(handOver));
    laptop.unlock();
    world.wait();
    REQUIRE(roomOf(lee, QStringLiteral("Ward")));
    CHECK(roomOf(laptop, QStringLiteral("Ward")) == roomOf(lee, QStringLiteral("Ward")));
    CHECK(roomOf(desk, QStringLiteral("Ward")) == roomOf(lee, QStringLiteral("Ward")));
}

TEST_CASE("an acknowledgement by one member is seen by who wrote to the room")
{
    Team team;
    team.say(team.desk, "room 4 needs a call back");
    team.lee.engine().acknowledge(team.lee.message("room 4 needs a call back")->id);
    team.settle();
    CHECK(team.desk.delivery("room 4 needs a call back") == Delivery::Acknowledged);
}
