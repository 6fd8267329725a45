// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody may do by the clinic's roles: the engine decides, whatever a screen offers.
#include "tests/scenario/engine/team.h"

#include <QFile>
#include <QTemporaryDir>

using namespace sotto;
using namespace sotto::test;
using Texts = std::vector<std::string>;

namespace {

QString text(const Jid& address)
{
    return QString::fromStdString(address.toString());
}

/// `kind` is for who holds the role "clinical": lee by name, and the group Physicians.
RoleRules only(Right right)
{
    RoleRules rules{.inForce = true};
    rules.list.serial = 1;
    rules.list.roles["clinical"] = {{*Jid::parseAccount("lee@clinic.example")}, {"Physicians"}};
    rules.holders[right] = {"clinical"};
    return rules;
}

struct Two : World {
    explicit Two(Right right, const std::string& groupOfDesk = "Front Desk")
        : desk(*this, "desk", groupOfDesk),
          lee(*this, "lee")
    {
        relay.tellsOwnGroup = true;
        for (auto* person : {&desk, &lee}) {
            person->adjust = [right](engine::EngineSettings& settings) {
                settings.roles = only(right);
            };
            person->restart();
            person->signIn();
        }
    }

    Person desk;
    Person lee;
};

}  // namespace

TEST_CASE("STAT is refused to who may not send it, the text is kept, and nothing goes")
{
    Two two(Right::SendStat);
    CHECK_FALSE(two.desk.rights.has(Right::SendStat));
    CHECK(two.lee.rights.has(Right::SendStat));
    two.desk.send(two.lee.address(), "fall in room 4", Urgency::Stat);
    two.settle();
    CHECK(two.desk.problems == std::vector{ProblemKind::StatNotAllowed});
    CHECK(two.desk.draft == QStringLiteral("fall in room 4"));
    CHECK(two.lee.texts(two.desk.address()).empty());
    two.desk.send(two.lee.address(), "fall in room 4", Urgency::Concern);
    two.settle();
    two.lee.send(two.desk.address(), "code blue", Urgency::Stat);
    two.settle();
    CHECK(two.lee.texts(two.desk.address()) == Texts{"fall in room 4", "code blue"});
    CHECK(two.desk.arrivals == std::vector{Urgency::Stat});
}

TEST_CASE("a group of the directory gives a role, and a new list takes it or gives it at once")
{
    Two two(Right::SendStat, "Physicians");
    CHECK(two.desk.rights.has(Right::SendStat));
    auto rules = only(Right::SendStat);
    rules.list.roles["clinical"].groups.clear();
    two.desk.engine().setRoleRules(rules);
    CHECK_FALSE(two.desk.rights.has(Right::SendStat));
    two.desk.send(two.lee.address(), "no longer", Urgency::Stat);
    CHECK(two.desk.problems == std::vector{ProblemKind::StatNotAllowed});
    two.desk.engine().setRoleRules({});
    CHECK(two.desk.rights == Rights::withoutRoles());
    two.desk.send(two.lee.address(), "no longer", Urgency::Stat);
    two.settle();
    CHECK(two.lee.texts(two.desk.address()) == Texts{"no longer"});
}

TEST_CASE("who may not begin conversations answers in those that others began")
{
    Two two(Right::StartConversation);
    two.desk.engine().startConversation(text(two.lee.address()));
    two.desk.engine().createRoom(QStringLiteral("Team"), {text(two.lee.address())});
    two.settle();
    CHECK(two.desk.problems ==
          std::vector{ProblemKind::StartNotAllowed, ProblemKind::StartNotAllowed});
    CHECK(two.desk.conversations.empty());
    two.lee.send(two.desk.address(), "hello");
    two.settle();
    two.desk.send(two.lee.address(), "hello yourself");
    two.settle();
    CHECK(two.lee.texts(two.desk.address()) == Texts{"hello", "hello yourself"});
    CHECK(two.desk.problems.size() == 2);
}

TEST_CASE("a broadcast is refused to who may not send one")
{
    Team team;
    const auto id = team.lee.conversation(team.room).id;
    team.lee.engine().setRoleRules([] {
        auto rules = only(Right::Broadcast);
        rules.list.roles.clear();
        return rules;
    }());
    team.lee.engine().broadcast(id, QStringLiteral("Drill at noon"), Urgency::Fyi, {});
    team.settle();
    CHECK(team.lee.problems == std::vector{ProblemKind::BroadcastNotAllowed});
    CHECK(team.kim.texts(team.lee.address()).empty());
    team.say(team.lee, "to all of you");
    CHECK(team.kim.texts(team.room) == Texts{"to all of you"});
}

TEST_CASE("a file is not saved by who may not export")
{
    Two two(Right::Export);
    const QTemporaryDir folder;
    const auto target = folder.filePath(QStringLiteral("scan.pdf"));
    two.desk.engine().saveAttachment(MessageId{1}, target, {});
    CHECK(two.desk.problems == std::vector{ProblemKind::ExportNotAllowed});
    CHECK_FALSE(QFile::exists(target));
}
