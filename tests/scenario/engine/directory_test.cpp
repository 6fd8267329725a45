// SPDX-License-Identifier: GPL-3.0-or-later
// Who colleagues are, what they say of themselves, and whether they may be disturbed.
#include "core/xmpp/vcard4.h"
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/team.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

const std::string kCardNode{xmpp::kVcard4Node};

void publishCard(World& world, const Jid& person, const xmpp::Vcard4& card)
{
    world.relay.publish(*world.relay.account(person), kCardNode, "current",
                        xmpp::withFields({}, card));
}

QString address(const Person& person)
{
    return QString::fromStdString(person.address().toString());
}

const PersonSnapshot* find(const Person& of, const Jid& whom)
{
    const auto text = QString::fromStdString(whom.toString());
    const auto found = std::ranges::find(of.people, text, &PersonSnapshot::address);
    return found == of.people.end() ? nullptr : &*found;
}

void look(World& world, Person& person, const Jid& at)
{
    person.engine().showPeople({QString::fromStdString(at.toString())});
    world.time.advance(1s);
}

}  // namespace

TEST_CASE("what a colleague says of themselves is fetched when somebody looks, and kept a day")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    publishCard(world, lee.address(), {"Lee", "Charge nurse", "Cardiology", "5550100"});
    desk.signIn();
    world.wait();
    REQUIRE(find(desk, lee.address()));
    CHECK(find(desk, lee.address())->title.isEmpty());

    look(world, desk, lee.address());
    CHECK(find(desk, lee.address())->title.string() == QStringLiteral("Charge nurse"));
    CHECK(find(desk, lee.address())->department.string() == QStringLiteral("Cardiology"));
    CHECK(find(desk, lee.address())->phone.string() == QStringLiteral("5550100"));

    publishCard(world, lee.address(), {"Lee", "Head nurse", {}, {}});
    look(world, desk, lee.address());
    CHECK(find(desk, lee.address())->title.string() == QStringLiteral("Charge nurse"));
    desk.restart(desk.lock());
    desk.unlock();
    world.wait();
    CHECK(find(desk, lee.address())->title.string() == QStringLiteral("Charge nurse"));
    world.time.advance(25h);
    look(world, desk, lee.address());
    CHECK(find(desk, lee.address())->title.string() == QStringLiteral("Head nurse"));
    CHECK(find(desk, lee.address())->phone.isEmpty());
}

TEST_CASE("a profile is seen by colleagues, and the name of the clinic stands")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    lee.engine().saveProfile({QStringLiteral("Pharmacist"), {}, QStringLiteral("call me, STAT")});
    world.settle();
    CHECK(lee.self.profile.title == QStringLiteral("Pharmacist"));
    CHECK(lee.self.profile.phone.isEmpty());  // no number
    const auto name = find(desk, lee.address())->name;
    look(world, desk, lee.address());
    CHECK(find(desk, lee.address())->title.string() == QStringLiteral("Pharmacist"));
    CHECK(find(desk, lee.address())->name == name);

    world.relay.unreachable = true;
    world.relay.dropConnection(lee.address());
    world.settle();
    lee.engine().saveProfile({QStringLiteral("Offline"), {}, {}});
    CHECK(lee.lastProblem.kind == ProblemKind::ProfileNotSaved);
}

TEST_CASE("nobody outside the allowed domains comes in by the roster")
{
    World world;
    Person desk(world, "desk");
    desk.signIn();
    const auto push = [&](const char* who) {
        world.relay.inject(desk.device(),
                           element("<iq xmlns='jabber:client' type='set' id='p'>"
                                   "<query xmlns='jabber:iq:roster'><item jid='" +
                                   std::string{who} +
                                   "' name='Dr Evil' subscription='both'/></query></iq>"));
        world.settle();
    };
    push("mallory@evil.example");
    CHECK_FALSE(find(desk, *Jid::parse("mallory@evil.example")));
    push("kim@clinic.example");
    CHECK(find(desk, *Jid::parse("kim@clinic.example")));
}

TEST_CASE("nobody outside the allowed domains is written to or made a member")
{
    World world;
    Person desk(world, "desk");
    desk.signIn();
    desk.engine().startConversation(QStringLiteral("mallory@evil.example"));
    CHECK(desk.lastProblem.kind == ProblemKind::PersonNotAllowed);
    desk.problems.clear();
    desk.engine().createRoom(QStringLiteral("Team"), {QStringLiteral("mallory@evil.example")});
    CHECK(desk.problems == std::vector{ProblemKind::PersonNotAllowed});
    CHECK(desk.conversations.empty());
}

TEST_CASE("a policy that became stricter ends a conversation that is there")
{
    World world;
    Person desk(world, "desk");
    Outsider outsider(world, "mallory");
    const auto mallory = *Jid::parse("mallory@evil.example");
    const auto write = [&](const std::string& id) {
        world.relay.sendAs(*Jid::parse("mallory@evil.example/x"),
                           outsider.seal(desk.address(), id, xmpp::TextMessage{"text", {}}));
        world.settle();
    };
    desk.adjust = [](engine::EngineSettings& settings) {
        settings.allowedDomains = {"clinic.example", "evil.example"};
    };
    desk.restart();
    desk.signIn();
    const auto conversation = desk.conversationWith(mallory);
    write("m-1");
    CHECK(desk.conversation(mallory).unread == 1);  // a card: the envelope names another sender

    desk.adjust = {};
    desk.restart(desk.lock());
    desk.unlock();
    world.wait();
    write("m-2");
    CHECK(desk.conversation(mallory).unread == 1);
    desk.engine().sendText(conversation, QStringLiteral("after"), Urgency::Fyi);
    world.settle();
    CHECK(desk.lastProblem.kind == ProblemKind::PersonNotAllowed);
    CHECK(desk.draft == QStringLiteral("after"));
    CHECK_FALSE(desk.message("after"));
}

TEST_CASE("a team with a member from outside is not used any more")
{
    Team team;
    team.say(team.desk, "before");
    team.relay.setAffiliation(team.room, *Jid::parse("mallory@evil.example"), "member");
    team.settle();
    team.say(team.desk, "after");
    team.wait();
    CHECK(std::ranges::count(team.desk.problems, ProblemKind::RoomUnfit) == 1);
    CHECK(team.lee.texts(team.room) == std::vector<std::string>{"before"});
    CHECK(team.desk.draft == QStringLiteral("after"));
}

TEST_CASE("do not disturb is seen by colleagues with its end, and is over by itself")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    desk.conversationWith(lee.address());
    const auto until = toMs(world.time.time().clock.wallNow()) + 3'600'000;
    lee.engine().setAvailability({Presence::DoNotDisturb, until, {}});
    world.time.advance(1s);
    CHECK(find(desk, lee.address())->presence == Presence::DoNotDisturb);
    CHECK(find(desk, lee.address())->untilMs == until);
    CHECK(desk.conversation(lee.address()).presence == Presence::DoNotDisturb);
    CHECK(desk.conversation(lee.address()).untilMs == until);

    world.time.advance(1h);
    CHECK(lee.availability == Availability{});
    CHECK(find(desk, lee.address())->presence == Presence::Available);

    lee.engine().setAvailability({.presence = Presence::Busy});
    world.time.advance(1s);
    CHECK(find(desk, lee.address())->presence == Presence::Busy);
}

TEST_CASE("a locked session tells when its do not disturb is over")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    const auto until = toMs(world.time.time().clock.wallNow()) + 3'600'000;
    lee.engine().setAvailability({Presence::DoNotDisturb, until, {}});
    world.settle();
    lee.restart(lee.lock());
    world.wait();
    CHECK(find(desk, lee.address())->presence == Presence::DoNotDisturb);
    world.time.advance(1h);
    CHECK(find(desk, lee.address())->presence == Presence::Away);
    CHECK(find(desk, lee.address())->untilMs == 0);
}

TEST_CASE("do not disturb keeps everything silent but STAT, across a lock and a restart")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    lee.engine().setAvailability({.presence = Presence::DoNotDisturb});
    world.settle();
    for (const auto urgency : {Urgency::Fyi, Urgency::Action, Urgency::Concern})
        desk.send(lee.address(), "quiet", urgency);
    world.settle();
    CHECK(lee.arrivals.empty());
    CHECK(lee.texts(desk.address()).size() == 3);
    desk.send(lee.address(), "loud", Urgency::Stat);
    world.settle();
    CHECK(lee.arrivals == std::vector{Urgency::Stat});

    lee.arrivals.clear();
    lee.restart(lee.lock());
    world.wait();
    CHECK(find(desk, lee.address())->presence == Presence::DoNotDisturb);
    desk.send(lee.address(), "locked", Urgency::Concern);
    world.settle();
    CHECK(lee.waiting == 1);
    CHECK(lee.arrivals.empty());
    desk.send(lee.address(), "locked and loud", Urgency::Stat);
    world.settle();
    CHECK(lee.arrivals == std::vector{Urgency::Stat});

    lee.unlock();
    world.wait();
    CHECK(lee.availability.presence == Presence::DoNotDisturb);
    lee.arrivals.clear();
    desk.send(lee.address(), "still quiet", Urgency::Action);
    world.settle();
    CHECK(lee.arrivals.empty());
}

TEST_CASE("what rings through do not disturb is the clinic's to say")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    lee.adjust = [](engine::EngineSettings& settings) {
        settings.availability.overDoNotDisturb = {Urgency::Concern};
    };
    lee.restart();
    desk.signIn();
    lee.signIn();
    lee.engine().setAvailability({.presence = Presence::DoNotDisturb});
    desk.send(lee.address(), "concern", Urgency::Concern);
    desk.send(lee.address(), "stat", Urgency::Stat);
    world.settle();
    CHECK(lee.arrivals == std::vector{Urgency::Concern});
}

TEST_CASE("an availability that nobody can set is none")
{
    World world;
    Person lee(world, "lee");
    lee.signIn();
    lee.engine().setAvailability({.presence = Presence::SignedOut});
    CHECK(lee.availability == Availability{});
    lee.engine().setAvailability({Presence::DoNotDisturb, 1, {}});
    CHECK(lee.availability == Availability{});
    lee.engine().setAvailability({Presence::DoNotDisturb, INT64_MAX, address(lee)});
    CHECK(lee.availability.presence == Presence::DoNotDisturb);
    CHECK(lee.availability.untilMs <
          toMs(world.time.time().clock.wallNow()) + 8LL * 24 * 3'600'000);
    CHECK(lee.availability.forwardTo.isEmpty());  // not to oneself
}
