// SPDX-License-Identifier: GPL-3.0-or-later
// Who must act, who has seen it, who has answered: as the screen says it.
#include "tests/ui/support.h"
#include "ui/evidence.h"
#include "ui/message_list_model.h"

#include <QAbstractItemView>
#include <QDialog>
#include <QLabel>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using test::operator""_s;

namespace {

MessageSnapshot asking(std::int64_t id, Urgency urgency)
{
    auto message = test::textMessage(id, false, "Please call the lab", 3);
    message.urgency = urgency;
    message.open = true;
    return message;
}

MessageSnapshot toTeam(const StateSummary& states)
{
    auto message = test::textMessage(7, true, "Room 4 is ready", 3);
    message.delivery = Delivery::Relayed;
    message.relayedAtMs = message.sentAtMs;
    message.inRoom = true;
    message.states = states;
    return message;
}

QString textOf(const MessageSnapshot& message)
{
    const auto evidence = ui::evidenceOf(message);
    return evidence ? evidence->text : QString();
}

PersonEvidence person(const char* who, std::int64_t delivered, std::int64_t read)
{
    PersonEvidence one;
    one.address = QString::fromUtf8(who);
    one.name = test::name(who);
    one.deliveredAtMs = delivered;
    one.readAtMs = read;
    return one;
}

}  // namespace

TEST_CASE("a team message says how many have got, read and answered it")
{
    CHECK(textOf(toTeam({40})).startsWith("Relay has it"_s));
    CHECK(textOf(toTeam({40, 12})) == "Delivered to 12 of 40"_s);
    CHECK(textOf(toTeam({40, 30, 12})) == "Read by 12 of 40"_s);
    CHECK(textOf(toTeam({40, 30, 12, 2, 1})) == "Read by 12 of 40 · accepted by 1"_s);
    CHECK(textOf(toTeam({40, 30, 12, 3, 1, 1, 1})) ==
          "Read by 12 of 40 · done by 1 · declined by 1"_s);
}

TEST_CASE("what was answered one to one is said with its time")
{
    auto message = test::textMessage(7, true, "x", 3);
    message.delivery = Delivery::Acknowledged;
    message.acknowledgedAtMs = message.acceptedAtMs = test::kNowMs;
    CHECK(textOf(message).startsWith("Accepted "_s));
    message.declinedAtMs = test::kNowMs + 1;
    CHECK(textOf(message).startsWith("Declined "_s));
    message.doneAtMs = test::kNowMs + 2;
    CHECK(textOf(message).startsWith("Done "_s));
}

TEST_CASE("a message that asks somebody to act is answered step by step from the keyboard")
{
    test::Talk talk({asking(10, Urgency::Action)}, {});
    auto message = asking(10, Urgency::Action);
    talk.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(talk.client.calls.last() == "acknowledge 10"_s);
    message.acknowledgedAtMs = test::kNowMs;
    Q_EMIT talk.client.messageChanged(message);
    talk.find("messageList")->setFocus(Qt::TabFocusReason);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.last() == "answer 10 accepted"_s);
    message.acceptedAtMs = test::kNowMs;
    Q_EMIT talk.client.messageChanged(message);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.last() == "answer 10 done"_s);
    talk.press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(talk.client.calls.last() == "answer 10 declined"_s);
    message.open = false;
    message.doneAtMs = test::kNowMs;
    Q_EMIT talk.client.messageChanged(message);
    const auto count = talk.client.calls.size();
    talk.press(Qt::Key_D, Qt::ControlModifier);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.size() == count);
}

TEST_CASE("the list of people shows first who has to be called, and follows what changes")
{
    test::Talk talk({toTeam({3, 2, 1})}, {});
    talk.press(Qt::Key_I, Qt::ControlModifier);
    CHECK(talk.client.calls.last() == "evidence 7"_s);
    auto* dialog = talk.find<QDialog>("evidenceDialog");
    REQUIRE(dialog);
    const auto now = test::kNowMs;
    Q_EMIT talk.client.evidenceLoaded(
        {7}, {person("Ana", now, now), person("Kim", now, 0), person("Lee", 0, 0)});
    Q_EMIT talk.client.evidenceLoaded({8}, {});  // of another message
    auto* model = dialog->findChild<QAbstractItemView*>("evidencePeople"_s)->model();
    REQUIRE(model->rowCount() == 3);
    CHECK(model->index(0, 0).data().toString() == "Lee"_s);
    CHECK(model->index(0, 1).data().toString() == "not yet"_s);
    CHECK(model->index(2, 0).data().toString() == "Ana"_s);
    Q_EMIT talk.client.messageChanged(toTeam({3, 3, 1}));
    CHECK(talk.client.calls.last() == "evidence 7"_s);
}

namespace {

OpenItemSnapshot item(std::int64_t id, ConversationId conversation, bool forUs, Urgency urgency)
{
    OpenItemSnapshot one;
    one.message = {id};
    one.conversation = conversation;
    one.forUs = forUs;
    one.title = test::name("Dr Lee Sample");
    one.line = SafeText::fromUtf8("Please call the lab", SafeText::Kind::Line);
    one.urgency = urgency;
    one.sentAtMs = test::kNowMs - 20 * test::kMinuteMs;
    one.dueAtMs = test::kNowMs - 5 * test::kMinuteMs;
    one.states = {1, 1};
    return one;
}

ui::MessageRow rowOf(const MessageSnapshot& message)
{
    test::ManualTime time;
    ui::MessageListModel model(time, nullptr);
    model.load({message}, false);
    return model.rowAt(0);
}

}  // namespace

TEST_CASE("an ACTION asks within which time, and STAT may name who comes next")
{
    test::Talk talk({}, {});
    Q_EMIT talk.client.alertLimitsChanged({2, 300, 0, 20});
    CHECK_FALSE(talk.find("within")->isVisible());
    talk.press(Qt::Key_2, Qt::ControlModifier);
    CHECK(talk.find("within")->isVisible());
    talk.type("call the lab"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains("request 1 [action 900] call the lab"_s));

    talk.press(Qt::Key_4, Qt::ControlModifier);
    CHECK_FALSE(talk.find("within")->isVisible());
    QTest::mouseClick(talk.find("chain"), Qt::LeftButton);
    auto* dialog = talk.find<QDialog>("chainDialog");
    REQUIRE(dialog);
    auto* people = dialog->findChild<QAbstractItemView*>("chainPeople"_s);
    for (const int row : {0, 2, 2, 3})  // one of them twice, and one too many
        Q_EMIT people->activated(people->model()->index(row, 0));
    QTest::mouseClick(dialog->findChild<QWidget*>("chainGo"_s), Qt::LeftButton);
    talk.find("composer")->setFocus();
    talk.type("come now"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains(
        "request 1 [stat 0] desk-b@clinic.example,ana@clinic.example: come now"_s));
    talk.type("thanks"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains("send 1 [fyi] thanks"_s));
}

TEST_CASE("a chain is chosen by keyboard alone")
{
    test::Talk talk({}, {});
    Q_EMIT talk.client.alertLimitsChanged({2, 300, 0, 20});
    talk.press(Qt::Key_4, Qt::ControlModifier);
    talk.find("chain")->setFocus();
    talk.press(Qt::Key_Space);
    auto* dialog = talk.find<QDialog>("chainDialog");
    REQUIRE(dialog);
    auto* search = dialog->findChild<QWidget*>("chainSearch"_s);
    CHECK(search->nextInFocusChain()->objectName() == "chainPeople"_s);
    QTest::keyClicks(search, "ana"_s);
    QTest::keyClick(search, Qt::Key_Return);
    REQUIRE(dialog->isVisible());
    CHECK(dialog->findChild<QLabel*>("chainChosen"_s)->text().contains("Ana"_s));
    QTest::keyClick(dialog->findChild<QWidget*>("chainGo"_s), Qt::Key_Space);
    talk.find("composer")->setFocus();
    talk.type("come now"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains("request 1 [stat 0] ana@clinic.example: come now"_s));
}

TEST_CASE("a STAT that would wait says so before it is sent, with the number to call")
{
    test::Talk talk({}, {});
    const auto hint = [&talk] {
        for (const auto* label : talk.find("composer")->window()->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains("a STAT would wait"_s))
                return label->text();
        return QString();
    };
    auto person = test::sampleConversations().front();
    person.phone = SafeText::fromQString("555-0100"_s, SafeText::Kind::Name);
    person.presence = Presence::Available;
    Q_EMIT talk.client.conversationChanged(person);
    Q_EMIT talk.client.connectionChanged(Connection::Offline);
    CHECK(hint().isEmpty());
    talk.press(Qt::Key_4, Qt::ControlModifier);
    CHECK(hint().startsWith("You are offline"_s));
    CHECK(hint().contains("555-0100"_s));
    Q_EMIT talk.client.connectionChanged(Connection::Online);
    CHECK(hint().isEmpty());
    person.presence = Presence::SignedOut;
    Q_EMIT talk.client.conversationChanged(person);
    CHECK(hint().startsWith("They are signed out"_s));
    talk.type("come"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains("send 1 [stat] come"_s));
}

TEST_CASE("many STAT messages in a day prompt, and do not block")
{
    test::Talk talk({}, {});
    Q_EMIT talk.client.alertLimitsChanged({0, 300, 20, 20});
    talk.press(Qt::Key_4, Qt::ControlModifier);
    const auto labels = talk.window.findChildren<QLabel*>();
    CHECK(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->text().contains("Is this one an emergency?"_s);
    }));
    talk.type("come"_s);
    talk.press(Qt::Key_Return);
    CHECK(talk.client.calls.contains("send 1 [stat] come"_s));
}

TEST_CASE("a bubble says by when, for whom at first, and that it was corrected or recalled")
{
    auto message = asking(1, Urgency::Action);
    message.dueAtMs = test::kNowMs + test::kMinuteMs;
    CHECK(rowOf(message).headline.startsWith("Answer by "_s));
    CHECK_FALSE(rowOf(message).late);
    message.dueAtMs = test::kNowMs - test::kMinuteMs;
    CHECK(rowOf(message).headline.startsWith("Overdue since "_s));
    CHECK(rowOf(message).late);
    message.open = false;
    CHECK(rowOf(message).headline.startsWith("by "_s));
    message.escalatedFrom = test::name("Lee");
    message.escalatedAtMs = message.correctedAtMs = test::kNowMs;
    CHECK(rowOf(message).headline.contains("Escalated: sent to"_s));
    CHECK(rowOf(message).headline.contains("Corrected"_s));
    message.open = true;
    message.recalledAtMs = test::kNowMs;
    CHECK(rowOf(message).headline.isEmpty());
    CHECK(rowOf(message).action == ui::RowAction::None);
}

TEST_CASE("the window opens on what waits, also if it comes with the catch-up")
{
    test::Session s;
    s.open();
    Q_EMIT s.client.conversationsLoaded({});
    Q_EMIT s.client.openItemsChanged({});
    CHECK_FALSE(s.find("openItems")->isVisible());
    Q_EMIT s.client.openItemsChanged({item(10, {4}, true, Urgency::Action)});
    CHECK(s.find("openItems")->isVisible());
}

TEST_CASE("whoever went somewhere stays there when something comes that waits")
{
    test::Session s;
    s.open();
    Q_EMIT s.client.conversationsLoaded({});
    s.press(Qt::Key_2, Qt::AltModifier);
    Q_EMIT s.client.openItemsChanged({item(10, {4}, true, Urgency::Action)});
    CHECK_FALSE(s.find("openItems")->isVisible());
}

TEST_CASE("open items stand on a page of their own, with keyboard and count")
{
    test::Session s;
    s.open();
    Q_EMIT s.client.openItemsChanged(
        {item(10, {4}, true, Urgency::Stat), item(11, {6}, false, Urgency::Action)});
    CHECK(s.find("navOpenItems")->property("accessibleName").toString().contains("4"_s));
    s.press(Qt::Key_1, Qt::AltModifier);
    auto* list = s.find<QAbstractItemView>("openItems");
    REQUIRE(list->isVisible());
    const auto* model = list->model();
    QStringList titles;
    for (int row = 0; row < model->rowCount(); ++row)
        titles << model->index(row, 0).data().toString();
    CHECK(titles ==
          QStringList{"Waits for you"_s, "Dr Lee Sample"_s, "Unread"_s, "Dr Lee Sample"_s,
                      "On-call pharmacy"_s, "Desk B"_s, "You wait for"_s, "Dr Lee Sample"_s});
    const auto spoken = model->index(7, 0).data(Qt::AccessibleTextRole).toString();
    CHECK(spoken.contains("Overdue since"_s));
    CHECK(spoken.contains("no answer yet"_s));
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "open 4"_s);
    Q_EMIT s.client.openItemsChanged({});
    CHECK_FALSE(titles.isEmpty());
    CHECK(s.find("navOpenItems")->property("accessibleName").toString().contains("3"_s));
}

TEST_CASE("Who comes next in a chain is shown as available as they are now")
{
    test::Talk talk({}, {});
    Q_EMIT talk.client.alertLimitsChanged({2, 300, 0, 20});
    auto ana = test::samplePeople().last();
    REQUIRE(ana.address == "ana@clinic.example"_s);
    ana.presence = Presence::SignedOut;
    Q_EMIT talk.client.peopleChanged({ana});
    talk.press(Qt::Key_4, Qt::ControlModifier);
    QTest::mouseClick(talk.find("chain"), Qt::LeftButton);
    auto* search = talk.find<QDialog>("chainDialog")->findChild<QWidget*>("chainSearch"_s);
    QTest::keyClicks(search, "ana"_s);
    auto* people = talk.find<QAbstractItemView>("chainPeople");
    CHECK(people->model()
              ->index(0, 0)
              .data(Qt::AccessibleTextRole)
              .toString()
              .contains("Signed out"_s));
}
