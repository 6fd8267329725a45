// SPDX-License-Identifier: GPL-3.0-or-later
// Three people in a room of a real relay that is stopped under them.
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <map>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

namespace {

constexpr int kTexts = 20;  // of each
const QString kName = QStringLiteral("Night team");

class Member {
public:
    Member(LiveRelay& relay, const std::string& name) : m_name(name), m_person(relay, name)
    {
        QObject::connect(&m_person.engine(), &Client::conversationChanged, &m_person.engine(),
                         [this](const ConversationSnapshot& conversation) {
                             if (conversation.isRoom && conversation.title.string() == kName)
                                 room = conversation.id;
                         });
    }

    void signIn()
    {
        m_person.signIn();
        REQUIRE(m_person.waitFor(Step::Open));
        REQUIRE(m_person.waitOnline());
    }

    LivePerson& person() { return m_person; }

    std::string textOf(int number) const { return m_name + " " + std::to_string(number); }

    void say(int number)
    {
        m_person.engine().sendText(room, QString::fromStdString(textOf(number)), Urgency::Fyi);
    }

    /// How often each text is shown.
    std::map<std::string, int> shown() const
    {
        std::map<std::string, int> counts;
        for (const auto& message : m_person.messages)
            if (message.conversation == room && message.kind == MessageSnapshot::Kind::Text)
                ++counts[message.text.string().toStdString()];
        return counts;
    }

    bool allProved() const
    {
        return std::ranges::none_of(m_person.messages, [](const MessageSnapshot& message) {
            return message.outgoing &&
                (message.delivery < Delivery::Relayed || message.delivery == Delivery::Failed);
        });
    }

    ConversationId room{};

private:
    std::string m_name;
    LivePerson m_person;
};

/// Longer than one wait: after a break tries are some seconds apart, and so are looks for an echo.
bool waitLong(const std::function<bool()>& isTrue)
{
    for (int i = 0; i < 12; ++i)
        if (LiveSession::wait(isTrue))
            return true;
    return false;
}

}  // namespace

TEST_CASE("Three people in a room lose and double nothing while their relay is stopped", "[live]")
{
    NEED_RELAY();
    constexpr std::array<const char*, 3> names{"night-a", "night-b", "night-c"};
    std::vector<std::unique_ptr<Member>> members;
    for (const auto* name : names)
        relay->addPerson(name);  // all before anybody signs in: then all see each other come
    for (const auto* name : names) {
        members.push_back(std::make_unique<Member>(*relay, name));
        members.back()->signIn();
    }
    auto& maker = members.front()->person();
    maker.engine().createRoom(kName,
                              {QString::fromStdString(members[1]->person().address()),
                               QString::fromStdString(members[2]->person().address())});
    for (const auto& member : members) {
        const bool isIn = waitLong([&] { return member->room.value != 0; });
        CAPTURE(member->person().address(), maker.problems, member->person().problems);
        REQUIRE(isIn);
    }
    CHECK(maker.problems.empty());

    std::map<std::string, int> expected;
    for (int number = 0; number < kTexts; ++number) {
        for (const auto& member : members) {
            member->say(number);
            expected[member->textOf(number)] = 1;
        }
        if (number == 6 || number == 13) {  // what is under way is cut
            relay->halt();
            LiveSession::wait([&] { return maker.connection == Connection::Offline; });
            relay->resume();
        }
    }
    for (const auto& member : members) {
        CHECK(waitLong([&] { return member->shown().size() == expected.size(); }));
        CHECK(waitLong([&] { return member->allProved(); }));
        CHECK(member->shown() == expected);
        CHECK(member->person().count(ProblemKind::RoomUnfit) == 0);
    }
}

TEST_CASE("A new workstation of a person learns the rooms that they are in", "[live]")
{
    NEED_RELAY();
    for (const auto* name : {"ward-a", "ward-b"})
        relay->addPerson(name);
    Member laptop(*relay, "ward-a");
    Member lee(*relay, "ward-b");
    laptop.signIn();
    lee.signIn();
    lee.person().engine().createRoom(kName, {QString::fromStdString(laptop.person().address())});
    REQUIRE(waitLong([&] { return laptop.room.value != 0 && lee.room.value != 0; }));

    Member desk(*relay, "ward-a");
    desk.signIn();
    REQUIRE(waitLong([&] { return desk.room.value != 0; }));
    lee.say(1);
    desk.say(2);
    const std::map<std::string, int> expected{{"ward-b 1", 1}, {"ward-a 2", 1}};
    for (const auto* member : {&laptop, &lee, &desk})
        CHECK(waitLong([&] { return member->shown() == expected; }));
}
