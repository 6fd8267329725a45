// SPDX-License-Identifier: GPL-3.0-or-later
// Who is looked at in the directory, what a person says of themselves, and "do not disturb".
#include "tests/ui/support.h"
#include "ui/time_text.h"

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QTest>
#include <QToolButton>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using test::operator""_s;

namespace {

constexpr auto kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

struct Desk : test::Session {
    Desk() { open(); }

    QLineEdit* field(const char* name) { return find<QLineEdit>(name); }
};

}  // namespace

TEST_CASE("Only who is on the screen is asked for, and who is found")
{
    Desk desk;
    CHECK(desk.client.calls.filter("people "_s).isEmpty());
    desk.press(Qt::Key_3, Qt::AltModifier);
    REQUIRE(!desk.client.calls.filter("people "_s).isEmpty());
    CHECK(desk.client.calls.filter("people "_s).last().contains("lee@clinic.example"_s));
    desk.field("search")->setText("kim"_s);
    CHECK(desk.client.calls.last() == "people kim@clinic.example"_s);
}

TEST_CASE("A profile is filled in and saved by keyboard alone")
{
    Desk desk;
    auto self = test::sampleSelf();
    self.profile = {"Receptionist"_s, "Front Desk"_s, {}};
    Q_EMIT desk.client.selfChanged(self);
    desk.press(Qt::Key_I, kCtrlShift);
    REQUIRE(desk.field("profileTitle"));
    CHECK(desk.field("profileTitle")->text() == "Receptionist"_s);
    auto* phone = desk.field("profilePhone");
    QTest::keyClicks(phone, "call 555 0100"_s);
    CHECK(phone->text() == " 555 0100"_s);  // no letters in a number
    QTest::keyClick(phone, Qt::Key_Return);
    CHECK(desk.client.calls.last() == "profile Receptionist, Front Desk, 555 0100"_s);
}

TEST_CASE("Available and busy take one key, and the top bar says what is in force")
{
    Desk desk;
    desk.press(Qt::Key_B, kCtrlShift);
    CHECK(desk.client.lastAvailability == Availability{.presence = Presence::Busy});
    Q_EMIT desk.client.availabilityChanged(desk.client.lastAvailability);
    CHECK(desk.find<QPushButton>("self")->accessibleName().contains("Busy"_s));
    desk.press(Qt::Key_G, kCtrlShift);
    CHECK(desk.client.lastAvailability == Availability{});
    Q_EMIT desk.client.availabilityChanged({});
    CHECK(!desk.find<QPushButton>("self")->accessibleName().contains("Busy"_s));
}

TEST_CASE("Do not disturb has an end, and may name who gets what arrives")
{
    Desk desk;
    desk.press(Qt::Key_D, kCtrlShift);
    auto* dialog = desk.find<QDialog>("quietDialog");
    REQUIRE(dialog);
    dialog->findChild<QAbstractButton*>("quiet-120"_s)->click();
    const auto bottom = dialog->screen()->availableGeometry().bottom();
    dialog->move(0, bottom - dialog->height() - 40);  // it grows, and its buttons stay in sight
    dialog->findChild<QCheckBox*>("quietForwards"_s)->click();
    CHECK(dialog->frameGeometry().bottom() <= bottom);
    auto* start = dialog->findChild<QPushButton*>("quietGo"_s);
    start->click();  // nobody is chosen yet
    CHECK(desk.client.calls.filter("availability"_s).isEmpty());
    auto* search = dialog->findChild<QLineEdit*>("pickSearch"_s);
    QTest::keyClicks(search, "card"_s);
    QTest::keyClick(search, Qt::Key_Return);
    start->click();
    const Availability wanted{Presence::DoNotDisturb, test::kNowMs + 120 * test::kMinuteMs,
                              "lee@clinic.example"_s};
    CHECK(desk.client.lastAvailability == wanted);
}

TEST_CASE("Who does not want to be disturbed is said above the message that is written")
{
    test::Talk talk;
    auto conversation = test::sampleConversations().front();
    auto* line = talk.find<QWidget>("peopleStrip");
    CHECK(!line->isVisible());
    conversation.presence = Presence::DoNotDisturb;
    conversation.untilMs = test::kNowMs + 45 * test::kMinuteMs;
    conversation.phone = test::name("555 0100");
    Q_EMIT talk.client.conversationChanged(conversation);
    REQUIRE(line->isVisible());
    const auto words = line->findChildren<QLabel*>();
    const auto says = [&](const QString& text) {
        return std::ranges::any_of(
            words, [&](const QLabel* label) { return label->text().contains(text); });
    };
    CHECK(says(ui::clockText(conversation.untilMs)));
    CHECK(says("555 0100"_s));
    conversation.presence = Presence::Available;
    Q_EMIT talk.client.conversationChanged(conversation);
    CHECK(!line->isVisible());
}

TEST_CASE("A team is made of a name and people, by keyboard alone")
{
    Desk desk;
    desk.press(Qt::Key_N, kCtrlShift);
    auto* dialog = desk.find<QDialog>("newTeamDialog");
    REQUIRE(dialog);
    QTest::keyClicks(desk.field("newTeamName"), "Night shift"_s);
    auto* search = dialog->findChild<QLineEdit*>("pickSearch"_s);
    for (const auto& who : {"lee"_s, "ana"_s}) {
        QTest::keyClicks(search, who);
        QTest::keyClick(search, Qt::Key_Return);
    }
    QTest::keyClicks(search, "kim"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTest::keyClicks(search, "kim"_s);
    QTest::keyClick(search, Qt::Key_Return);  // and gives back
    CHECK(desk.client.calls.filter("room "_s).isEmpty());
    dialog->findChild<QPushButton*>("newTeamGo"_s)->click();
    CHECK(desk.client.calls.last() == "room Night shift: lee@clinic.example,ana@clinic.example"_s);
}

namespace {

/// A conversation with a team on screen, and its page.
struct TeamPage : test::Talk {
    explicit TeamPage(Rights rights = Rights::all())
    {
        Q_EMIT client.rightsChanged(rights);
        conversation = test::sampleConversations().front();
        conversation.isRoom = true;
        conversation.members = 2;
        Q_EMIT client.conversationChanged(conversation);
        press(Qt::Key_M, kCtrlShift);
        const auto people = test::samplePeople();
        team.id = conversation.id;
        team.name = test::name("Ward 3");
        team.members = {TeamMember{.person = people[2]},
                        TeamMember{.person = people[4], .isSelf = true, .isMaker = true}};
        team.mayManage = true;
        Q_EMIT client.teamChanged(team);
    }

    QPushButton* button(const char* name) { return find<QPushButton>(name); }

    ConversationSnapshot conversation;
    TeamSnapshot team;
};

}  // namespace

TEST_CASE("The maker renames a team, takes people in and out, and writes to each alone")
{
    TeamPage page;
    CHECK(page.client.calls.last() == "team 1"_s);
    auto* name = page.find<QLineEdit>("teamName");
    CHECK(name->text() == "Ward 3"_s);
    name->selectAll();
    QTest::keyClicks(name, "Ward 4"_s);
    QTest::keyClick(name, Qt::Key_Return);
    CHECK(page.client.calls.last() == "rename 1: Ward 4"_s);
    CHECK(!page.button("teamRemove")->isEnabled());
    auto* list = page.find<QWidget>("teamMembers")->findChild<QListView*>("pickList"_s);
    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));  // by group: Nurses, Physicians
    QTest::keyClick(list, Qt::Key_Space);
    REQUIRE(page.button("teamRemove")->isEnabled());
    page.button("teamRemove")->click();
    CHECK(page.client.calls.last() == "remove from 1: lee@clinic.example"_s);
    page.button("teamBroadcast")->click();
    QTest::keyClicks(page.find<QPlainTextEdit>("broadcastText"), "Drill at noon"_s);
    page.button("broadcastGo")->click();
    CHECK(page.client.calls.last() == "broadcast 1 [fyi] Drill at noon"_s);
}

TEST_CASE("A broadcast has an urgency, and asks before it names a patient to all")
{
    TeamPage page;
    page.button("teamBroadcast")->click();
    auto* const text = page.find<QPlainTextEdit>("broadcastText");
    CHECK(text->window()->focusWidget() == text);
    QTest::keyClicks(page.find<QPlainTextEdit>("broadcastText"), "Moved to room 9"_s);
    page.find<QRadioButton>("broadcast-concern")->click();
    CHECK(page.button("broadcastGo")->text() == "Send CONCERN to each"_s);
    page.find<QAbstractButton>("broadcastPatient")->click();
    auto* dialog = page.find<QDialog>("patientDialog");
    REQUIRE(dialog);
    dialog->findChild<QLineEdit*>("patientName"_s)->setText("Jane Smith"_s);
    page.find<QAbstractButton>("patientUse")->click();
    page.button("broadcastGo")->click();
    CHECK(page.client.calls.filter("broadcast "_s).isEmpty());
    page.button("broadcastGo")->click();
    REQUIRE(page.client.calls.filter("broadcast "_s).size() == 1);
    CHECK(page.client.calls.filter("broadcast "_s).front() ==
          "broadcast 1 [concern] Moved to room 9 about Jane Smith//"_s);
}

TEST_CASE("Who may not send STAT sends none to a team either")
{
    Rights rights;
    rights.give(Right::Broadcast);
    TeamPage page{rights};
    CHECK(!page.find<QRadioButton>("broadcast-stat")->isEnabled());
    CHECK(page.find<QRadioButton>("broadcast-concern")->isEnabled());
}

TEST_CASE("Who did not make a team is told why they cannot change it")
{
    TeamPage page;
    page.team.mayManage = false;
    page.team.members[1].isMaker = false;
    Q_EMIT page.client.teamChanged(page.team);
    for (const auto* name : {"teamRename", "teamAdd", "teamRemove"})
        CHECK(!page.button(name)->isEnabled());
    CHECK(!page.find<QLabel>("teamWhy")->text().isEmpty());
    page.button("teamLeave")->click();
    CHECK(page.client.calls.last() == "leave 1"_s);
}

TEST_CASE("A member for whom only the relay vouches is asked about before anything is sent")
{
    TeamPage page;
    page.conversation.waitingMembers << "noa@clinic.example"_s;
    page.conversation.waitingNames << "Noa Sample"_s;
    Q_EMIT page.client.conversationChanged(page.conversation);
    auto* strip = page.find<QWidget>("peopleStrip");
    REQUIRE(strip->isVisible());
    CHECK(strip->accessibleName().contains("Noa Sample"_s));
    page.button("keepOut")->click();
    CHECK(page.client.calls.last() == "let noa@clinic.example into 1: no"_s);
    page.button("letIn")->click();
    CHECK(page.client.calls.last() == "let noa@clinic.example into 1: yes"_s);
    page.conversation.waitingMembers.clear();
    page.conversation.isRecord = true;
    Q_EMIT page.client.conversationChanged(page.conversation);
    CHECK(!page.button("letIn")->isVisible());
    CHECK(!page.find<QWidget>("composer")->isVisible());
}

TEST_CASE("Who may not broadcast sees it on the team's page, with the reason")
{
    CHECK(TeamPage{}.button("teamBroadcast")->isEnabled());
    Rights rights;
    rights.give(Right::StartConversation);
    TeamPage page{rights};
    CHECK(!page.button("teamBroadcast")->isEnabled());
    CHECK(page.find<QLabel>("teamWhy")->text().contains("role"_s));
    CHECK(page.button("teamRename")->isEnabled());
}

TEST_CASE("STAT cannot be chosen by who may not send it, and the menu says why")
{
    test::Talk talk;
    auto* urgency = talk.find<QToolButton>("urgency");
    talk.press(Qt::Key_4, Qt::ControlModifier);
    CHECK(urgency->text().contains("STAT"_s));
    Q_EMIT talk.client.rightsChanged(Rights{});
    CHECK(!urgency->text().contains("STAT"_s));
    talk.press(Qt::Key_4, Qt::ControlModifier);
    CHECK(!urgency->text().contains("STAT"_s));
    const auto actions = urgency->menu()->actions();
    REQUIRE(actions.size() == 4);
    CHECK(!actions[3]->isEnabled());
    CHECK(actions[3]->text().contains("role"_s));
    CHECK(actions[2]->isEnabled());
    Q_EMIT talk.client.rightsChanged(Rights::all());
    talk.press(Qt::Key_4, Qt::ControlModifier);
    CHECK(urgency->text().contains("STAT"_s));
}
