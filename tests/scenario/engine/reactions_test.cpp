// SPDX-License-Identifier: GPL-3.0-or-later
// Reactions: one set for each person and message, in whatever order they come, and never an answer.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/repair.h"
#include "tests/scenario/engine/team.h"

#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

const auto kThumb = QString::fromUtf8("\U0001F44D");
const auto kEyes = QString::fromUtf8("\U0001F440");

MessageSnapshot find(Person& person, const Jid& peer, const std::string& text)
{
    for (const auto& message : person.page(peer))
        if (message.text.string().toStdString() == text)
            return message;
    FAIL("no such message: " << text);
    return {};
}

void react(Person& person, const Jid& peer, const std::string& to, const QStringList& emoji)
{
    person.engine().react(find(person, peer, to).id, emoji);
}

/// "👍 2*": two of them, one ours.
QStringList signs(Person& person, const Jid& peer, const std::string& text)
{
    QStringList out;
    for (const auto& one : find(person, peer, text).reactions)
        out << one.emoji +
                QStringLiteral(" %1%2")
                    .arg(one.count())
                    .arg(one.ours ? QStringLiteral("*") : QString());
    return out;
}

struct Two : Talking {
    QStringList atDesk(const std::string& text) { return signs(desk, lee.address(), text); }

    QStringList atLee(const std::string& text) { return signs(lee, desk.address(), text); }

    void leeReacts(const std::string& to, const QStringList& emoji)
    {
        react(lee, desk.address(), to, emoji);
        settle();
    }
};

}  // namespace

TEST_CASE("a reaction is seen at both ends, replaces the earlier, and can be taken back")
{
    Two world;
    world.leeReacts("yes?", {kThumb, kEyes});
    CHECK(world.atLee("yes?") ==
          QStringList{kThumb + QStringLiteral(" 1*"), kEyes + QStringLiteral(" 1*")});
    CHECK(world.atDesk("yes?") ==
          QStringList{kThumb + QStringLiteral(" 1"), kEyes + QStringLiteral(" 1")});
    world.time.advance(1s);
    world.leeReacts("yes?", {kEyes});
    CHECK(world.atDesk("yes?") == QStringList{kEyes + QStringLiteral(" 1")});
    world.desk.engine().react(find(world.desk, world.lee.address(), "yes?").id, {kEyes});
    world.settle();
    CHECK(world.atLee("yes?") == QStringList{kEyes + QStringLiteral(" 2*")});
    world.time.advance(1s);
    world.leeReacts("yes?", {});
    CHECK(world.atDesk("yes?") == QStringList{kEyes + QStringLiteral(" 1*")});
    checkWire(world, {"reaction", "\U0001F44D", "\U0001F440"});
}

TEST_CASE("a reaction rings nowhere, makes nothing unread, and acknowledges nothing")
{
    Two world;
    world.desk.send(world.lee.address(), "please come", Urgency::Stat);
    world.settle();
    world.lee.engine().markRead(world.lee.conversationWith(world.desk.address()));
    world.desk.engine().markRead(world.desk.conversationWith(world.lee.address()));
    world.settle();
    world.desk.arrivals.clear();
    const auto before = find(world.desk, world.lee.address(), "please come");
    world.leeReacts("please come", {kThumb});
    const auto after = find(world.desk, world.lee.address(), "please come");
    CHECK(after.reactions.size() == 1);
    CHECK(after.delivery == before.delivery);
    CHECK(after.acknowledgedAtMs == 0);
    CHECK(after.open);
    CHECK(world.desk.items.size() == 1);
    CHECK(world.lee.items.size() == 1);
    CHECK(world.desk.arrivals.empty());
    CHECK(world.desk.conversation(world.lee.address()).unread == 0);
    CHECK(world.desk.lines(world.lee.address()).size() == 3);  // no line of its own
}

TEST_CASE("reactions made without a network go once, as they are by then")
{
    Two world;
    world.relay.unreachable = true;
    world.relay.dropConnection(world.lee.address());
    world.wait();
    react(world.lee, world.desk.address(), "yes?", {kThumb});
    react(world.lee, world.desk.address(), "yes?", {kEyes});
    world.settle();
    CHECK(world.atLee("yes?") == QStringList{kEyes + QStringLiteral(" 1*")});
    world.lee.restart(world.lee.lock());
    world.relay.unreachable = false;
    const auto before = copiesFrom(world, world.lee.address()).size();
    world.lee.unlock();
    world.time.advance(1min);
    CHECK(world.atDesk("yes?") == QStringList{kEyes + QStringLiteral(" 1")});
    CHECK(copiesFrom(world, world.lee.address()).size() <= before + 2);
    world.time.advance(5min);
    CHECK(world.atDesk("yes?") == QStringList{kEyes + QStringLiteral(" 1")});
}

TEST_CASE("a reaction waits while its recipient is locked, and is there after the catch-up")
{
    Two world;
    auto locked = world.desk.lock();
    world.leeReacts("yes?", {kThumb});
    world.desk.restart(std::move(locked));
    world.settle();
    CHECK(world.desk.waiting == 0);  // nobody must look at it
    world.desk.unlock();
    CHECK(world.atDesk("yes?") == QStringList{kThumb + QStringLiteral(" 1")});
    world.time.advance(5min);  // the archive is read again
    CHECK(world.atDesk("yes?") == QStringList{kThumb + QStringLiteral(" 1")});
}

TEST_CASE("an older reaction that comes later does nothing")
{
    Two world;
    HeldMessages held(world, world.desk.address());
    world.leeReacts("yes?", {kThumb});
    world.time.advance(2s);
    world.leeReacts("yes?", {kEyes});
    REQUIRE(held.stanzas.size() == 2);
    held.stop();
    held.inject(1);
    world.settle();
    held.inject(0);
    world.settle();
    CHECK(world.atDesk("yes?") == QStringList{kEyes + QStringLiteral(" 1")});
    held.inject(1);
    world.settle();
    CHECK(world.atDesk("yes?") == QStringList{kEyes + QStringLiteral(" 1")});
}

TEST_CASE("a reaction that comes before its message waits for it")
{
    Team team;
    HeldMessages held(team, team.kim.address());
    team.say(team.desk, "who takes room 4?");
    react(team.lee, team.room, "who takes room 4?", {kThumb});
    team.settle();
    REQUIRE(held.stanzas.size() >= 2);
    held.stop();
    for (auto at = held.stanzas.size(); at-- > 0;)
        held.inject(at);
    team.settle();
    CHECK(signs(team.kim, team.room, "who takes room 4?") ==
          QStringList{kThumb + QStringLiteral(" 1")});
}

TEST_CASE("what could not be read comes again, as it is by then")
{
    Two world;
    world.breakNext(withGarbageKey);
    world.leeReacts("yes?", {kThumb});
    world.time.advance(10min);
    CHECK(world.atDesk("yes?") == QStringList{kThumb + QStringLiteral(" 1")});
    CHECK(world.desk.cards(world.lee.address()) == 0);
}

TEST_CASE("in a team everybody sees who reacted, and each has a set of their own")
{
    Team team;
    team.say(team.desk, "who takes room 4?");
    react(team.lee, team.room, "who takes room 4?", {kThumb});
    react(team.kim, team.room, "who takes room 4?", {kThumb, kEyes});
    team.settle();
    CHECK(signs(team.desk, team.room, "who takes room 4?") ==
          QStringList{kThumb + QStringLiteral(" 2"), kEyes + QStringLiteral(" 1")});
    CHECK(signs(team.lee, team.room, "who takes room 4?") ==
          QStringList{kThumb + QStringLiteral(" 2*"), kEyes + QStringLiteral(" 1")});
    team.waitForEcho();
    team.time.advance(5min);
    CHECK(signs(team.kim, team.room, "who takes room 4?") ==
          QStringList{kThumb + QStringLiteral(" 2*"), kEyes + QStringLiteral(" 1*")});
    checkWire(team, {"reaction"});
}

TEST_CASE("who has left a team reacts to nothing in it")
{
    Team team;
    team.say(team.desk, "who takes room 4?");
    team.lee.engine().leaveTeam(team.lee.conversationWith(team.room));
    team.settle();
    react(team.lee, team.room, "who takes room 4?", {kThumb});
    team.settle();
    CHECK(signs(team.lee, team.room, "who takes room 4?").isEmpty());
    CHECK(signs(team.desk, team.room, "who takes room 4?").isEmpty());
}

TEST_CASE("another device of ours shows what we set, and can take it back")
{
    Two world;
    Person second(world, "lee");
    second.signIn();
    world.desk.send(world.lee.address(), "to both");
    world.settle();
    world.leeReacts("to both", {kThumb});
    CHECK(signs(second, world.desk.address(), "to both") ==
          QStringList{kThumb + QStringLiteral(" 1*")});
    world.time.advance(1s);
    react(second, world.desk.address(), "to both", {});
    world.settle();
    CHECK(world.atLee("to both").isEmpty());
    CHECK(world.atDesk("to both").isEmpty());
}

TEST_CASE("what is recalled has no reactions, and takes none")
{
    Two world;
    world.desk.send(world.lee.address(), "not for you");
    world.settle();
    world.leeReacts("not for you", {kThumb});
    const auto id = find(world.desk, world.lee.address(), "not for you").id;
    const auto atLee = find(world.lee, world.desk.address(), "not for you").id;
    world.desk.engine().recall(id);
    world.settle();
    world.lee.engine().react(atLee, {kEyes});
    world.desk.engine().react(id, {kEyes});
    world.settle();
    for (const auto& message : world.desk.page(world.lee.address()))
        CHECK(message.reactions.isEmpty());
    for (const auto& message : world.lee.page(world.desk.address()))
        CHECK(message.reactions.isEmpty());
}

TEST_CASE("only emoji are set, each once, and not too many")
{
    Two world;
    const auto id = find(world.lee, world.desk.address(), "yes?").id;
    const auto bad =
        GENERATE(QStringList{QStringLiteral("acknowledged")},
                 QStringList{QString::fromUtf8("\U0001F44D\U0001F44D")},
                 QStringList{QString::fromUtf8("\u2705"), QString::fromUtf8("\u2705")},
                 QStringList{QString::fromUtf8("\U0001F440"), QString::fromUtf8("\U0001F441"),
                             QString::fromUtf8("\U0001F442"), QString::fromUtf8("\U0001F443"),
                             QString::fromUtf8("\U0001F444"), QString::fromUtf8("\U0001F445"),
                             QString::fromUtf8("\U0001F446")});
    world.lee.engine().react(id, bad);
    world.lee.engine().react(MessageId{999}, {kThumb});
    world.settle();
    CHECK(world.atLee("yes?").isEmpty());
    CHECK(world.atDesk("yes?").isEmpty());
}

TEST_CASE("who is not in a conversation has no say in it", "[hostile]")
{
    Two world;
    Outsider pat(world, "pat");
    world.desk.conversationWith(pat.address());
    const auto ids = copiesFrom(world, world.lee.address());
    for (const auto& [id, copies] : ids)
        world.relay.sendAs(pat.full(),
                           pat.seal(world.desk.address(), "p-" + id,
                                    xmpp::Reactions{world.lee.address(), id, {"\U0001F44D"}}));
    world.settle();
    CHECK(world.atDesk("one").isEmpty());
    CHECK(world.desk.cards(pat.address()) == 0);
}

TEST_CASE("a sign under a message of somebody else with the same id stays with its author",
          "[hostile]")
{
    Two world;
    Outsider pat(world, "pat");
    for (const auto& [id, copies] : copiesFrom(world, world.lee.address())) {
        world.relay.sendAs(pat.full(),
                           pat.seal(world.desk.address(), id, xmpp::TextMessage{"mine " + id, {}}));
        world.settle();
        world.relay.sendAs(pat.full(),
                           pat.seal(world.desk.address(), "p-" + id,
                                    xmpp::Reactions{pat.address(), id, {"\U0001F44D"}}));
        world.settle();
        CHECK(signs(world.desk, pat.address(), "mine " + id) ==
              QStringList{kThumb + QStringLiteral(" 1")});
    }
    CHECK(world.atDesk("one").isEmpty());
}
