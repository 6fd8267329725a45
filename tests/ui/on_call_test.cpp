// SPDX-License-Identifier: GPL-3.0-or-later
// Roles on call: who gets it is said before it is sent; claiming and handing over by keyboard.
#include "tests/ui/on_call_samples.h"
#include "tests/ui/support.h"
#include "ui/directory_model.h"
#include "ui/evidence.h"
#include "ui/on_call_bar.h"
#include "ui/on_call_words.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

constexpr auto kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

struct Desk : test::Session {
    Desk()
    {
        open();
        Q_EMIT client.onCallChanged(test::sampleRoles());
    }

    /// In the conversation with the person of that address, for the role.
    void writeToCardiology()
    {
        auto roles = test::sampleRoles();
        roles[1].goesTo.front().address = test::sampleConversations().front().address;
        Q_EMIT client.onCallChanged(roles);
        Q_EMIT client.onCallStarted("cardiology"_s, {1});
        Q_EMIT client.pageLoaded({1}, {}, false);
    }

    QString barText() { return bar()->accessibleName(); }

    ui::OnCallBar* bar() { return find<ui::OnCallBar>("onCallBar"); }

    QString typed() { return find<QPlainTextEdit>("composer")->toPlainText(); }
};

}  // namespace

TEST_CASE("The directory lists roles before people, finds them, and Enter writes to one")
{
    Desk desk;
    desk.press(Qt::Key_N, Qt::ControlModifier);
    auto* list = desk.find<QListView>("directory");
    REQUIRE(list);
    CHECK(list->model()
              ->index(1, 0)
              .data(Qt::AccessibleTextRole)
              .toString()
              .startsWith("On-call cardiology, On call, "_s));
    desk.find<QLineEdit>("search")->setText("on call card"_s);
    REQUIRE(list->model()->rowCount() == 1);
    list->setCurrentIndex(list->model()->index(0, 0));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    CHECK(desk.client.calls.last() == "startOnCall cardiology"_s);
}

TEST_CASE("Above the composer stands who gets it, and only they do")
{
    Desk desk;
    desk.writeToCardiology();
    CHECK(!desk.bar()->isHidden());
    CHECK(desk.barText().contains("On-call cardiology"_s));
    CHECK(desk.barText().contains("Available"_s));
    desk.client.calls.clear();
    desk.type("chest pain"_s);
    desk.press(Qt::Key_Return);
    const auto sent = desk.client.calls.filter("sendToOnCall"_s);
    REQUIRE(sent.size() == 1);
    CHECK(sent.front() ==
          "sendToOnCall 1 cardiology "_s + test::sampleConversations().front().address +
              " chest pain 1"_s);
    CHECK(desk.client.calls.filter("send 1 "_s).isEmpty());
}

TEST_CASE("If somebody else holds the role meanwhile, nothing goes until the person follows")
{
    Desk desk;
    desk.writeToCardiology();
    desk.type("chest pain"_s);
    auto roles = test::sampleRoles();
    roles[1].goesTo = {test::samplePeople()[3]};
    Q_EMIT desk.client.onCallChanged(roles);
    CHECK(desk.bar()->hasMoved());
    desk.client.calls.clear();
    desk.press(Qt::Key_Return);
    CHECK(desk.client.calls.filter("send"_s).isEmpty());
    CHECK(desk.typed() == "chest pain"_s);
    auto* follow = desk.find<QPushButton>("followRole");
    REQUIRE(follow);
    CHECK(!follow->isHidden());
    follow->click();
    CHECK(desk.client.calls.last() == "startOnCall cardiology"_s);
    auto other = test::sampleConversations()[1];
    roles[1].goesTo.front().address = other.address;
    Q_EMIT desk.client.onCallChanged(roles);
    Q_EMIT desk.client.onCallStarted("cardiology"_s, other.id);
    CHECK(desk.typed() == "chest pain"_s);
    CHECK(!desk.bar()->hasMoved());
    CHECK(desk.client.calls.contains("draft 1 "_s));
}

TEST_CASE("If the role leaves the clinic's list, what is written for it stays, with the reason")
{
    Desk desk;
    desk.writeToCardiology();
    desk.type("chest pain"_s);
    auto roles = test::sampleRoles();
    roles.removeAt(1);
    Q_EMIT desk.client.onCallChanged(roles);
    REQUIRE(!desk.bar()->isHidden());
    CHECK(desk.barText().contains("On-call cardiology"_s));
    CHECK(desk.find<QPushButton>("followRole")->isHidden());
    desk.client.calls.clear();
    desk.press(Qt::Key_Return);
    CHECK(desk.client.calls.filter("send"_s).isEmpty());
    CHECK(desk.typed() == "chest pain"_s);
    SECTION("it comes back")
    {
        desk.writeToCardiology();
        CHECK(!desk.bar()->hasMoved());
    }
    SECTION("who closes the bar means the person")
    {
        desk.find<QWidget>("leaveRole")->setFocus();
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Return);
        CHECK(!desk.client.calls.filter("send 1 "_s).isEmpty());
    }
}

TEST_CASE("Who closes the bar writes to the person alone")
{
    Desk desk;
    desk.writeToCardiology();
    desk.find<QWidget>("leaveRole")->setFocus();
    desk.press(Qt::Key_Space);
    CHECK(desk.bar()->isHidden());
    desk.type("hello"_s);
    desk.press(Qt::Key_Return);
    CHECK(!desk.client.calls.filter("send 1 "_s).isEmpty());
    CHECK(desk.client.calls.filter("sendToOnCall"_s).isEmpty());
}

TEST_CASE("What was being written to a role comes back as that")
{
    Desk desk;
    desk.writeToCardiology();
    desk.client.calls.clear();
    desk.type("chest p"_s);
    desk.press(Qt::Key_Down, Qt::AltModifier);
    CHECK(desk.client.calls.contains("draft 1 chest p to cardiology"_s));
    desk.press(Qt::Key_Up, Qt::AltModifier);
    CHECK(desk.bar()->isHidden());
    Q_EMIT desk.client.draftLoaded({1}, "chest p"_s, "cardiology"_s);
    CHECK(!desk.bar()->isHidden());
    CHECK(!desk.bar()->hasMoved());
    CHECK(desk.typed() == "chest p"_s);
    desk.client.calls.clear();
    desk.press(Qt::Key_Return);
    CHECK(desk.client.calls.filter("sendToOnCall 1 cardiology"_s).size() == 1);
    SECTION("but not if they closed the bar meanwhile")
    {
        desk.type("hello"_s);
        desk.client.calls.clear();
        desk.find<QWidget>("leaveRole")->setFocus();
        desk.press(Qt::Key_Space);
        desk.press(Qt::Key_Down, Qt::AltModifier);
        CHECK(desk.client.calls.contains("draft 1 hello"_s));
    }
}

TEST_CASE("Another conversation is not for the role")
{
    Desk desk;
    desk.writeToCardiology();
    desk.press(Qt::Key_Down, Qt::AltModifier);
    CHECK(desk.bar()->isHidden());
}

TEST_CASE("A role is claimed, given up and handed over by keyboard alone")
{
    Desk desk;
    desk.press(Qt::Key_O, kCtrlShift);
    auto* dialog = desk.find<QDialog>("rolesDialog");
    REQUIRE(dialog);
    CHECK(desk.client.calls.last() == "lookAtOnCall"_s);
    CHECK(!dialog->findChild<QPushButton*>("claim-cardiology"_s));  // not ours to hold
    CHECK(!dialog->findChild<QRadioButton*>("hold-24"_s));          // longer than policy lets
    auto* hours = dialog->findChild<QRadioButton*>("hold-4"_s);
    REQUIRE(hours);
    hours->setFocus();
    QTest::keyClick(hours, Qt::Key_Space);
    auto* claim = dialog->findChild<QPushButton*>("claim-surgery"_s);
    REQUIRE(claim);
    CHECK(claim->accessibleName() == "Claim: On-call surgery"_s);
    claim->setFocus();
    QTest::keyClick(claim, Qt::Key_Space);
    CHECK(desk.client.calls.last() == "claimOnCall surgery 14400"_s);
    auto* release = dialog->findChild<QPushButton*>("release-desk"_s);
    REQUIRE(release);
    QTest::keyClick(release, Qt::Key_Space);
    CHECK(desk.client.calls.last() == "releaseOnCall desk"_s);
    QTest::keyClick(dialog->findChild<QPushButton*>("handOver-desk"_s), Qt::Key_Space);
    auto* hand = desk.find<QDialog>("roleHandOver");
    REQUIRE(hand);
    auto* go = hand->findChild<QPushButton*>("handOverGo"_s);
    CHECK(!go->isEnabled());
    auto* list = hand->findChild<QListView*>();
    REQUIRE(list);
    REQUIRE(list->model()->rowCount() == 2);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    REQUIRE(go->isEnabled());
    QTest::keyClick(go, Qt::Key_Space);
    CHECK(desk.client.calls.last().startsWith("offerOnCall desk "_s));
}

TEST_CASE("The list of roles stays true while it is open, and the focus where it was")
{
    Desk desk;
    desk.press(Qt::Key_O, kCtrlShift);
    auto* dialog = desk.find<QDialog>("rolesDialog");
    REQUIRE(dialog);
    dialog->findChild<QPushButton*>("write-cardiology"_s)->setFocus();
    auto roles = test::sampleRoles();
    roles[2].byUs = true;
    roles[2].untilMs = test::kNowMs + test::kMinuteMs;
    Q_EMIT desk.client.onCallChanged(roles);
    CHECK(dialog->findChild<QPushButton*>("release-surgery"_s));
    CHECK(!dialog->findChild<QPushButton*>("claim-surgery"_s));
    CHECK(dialog->focusWidget()->objectName() == "write-cardiology"_s);
}

TEST_CASE("The list of roles is walked in the order of sight, also when it has changed")
{
    Desk desk;
    desk.press(Qt::Key_O, kCtrlShift);
    auto* dialog = desk.find<QDialog>("rolesDialog");
    REQUIRE(dialog);
    Q_EMIT desk.client.onCallChanged(test::sampleRoles());
    QCoreApplication::processEvents();  // new rows are shown
    dialog->findChild<QRadioButton*>("hold-8"_s)->setFocus();
    QStringList seen;
    for (int i = 0; i < 12 && seen.value(seen.size() - 1) != "rolesClose"_s; ++i) {
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        seen << dialog->focusWidget()->objectName();
    }
    QStringList expected;
    for (auto* button : dialog->findChildren<QPushButton*>())
        if (button->objectName() != "rolesClose"_s)
            expected << button->objectName();
    expected << "rolesClose"_s;
    CHECK(seen == expected);
}

TEST_CASE("An offer asks once, with how much is open")
{
    Desk desk;
    Q_EMIT desk.client.onCallOffersChanged(
        {{"o-1"_s, "desk"_s, test::name("Front desk"), test::name("Desk B"), 3}});
    auto* bar = desk.find("onCallOffer");
    REQUIRE(!bar->isHidden());
    CHECK(bar->accessibleName().contains("3 open items"_s));
    auto* yes = desk.find<QPushButton>("takeRole");
    yes->setFocus();
    QTest::keyClick(yes, Qt::Key_Space);
    CHECK(desk.client.calls.last() == "answerOnCallOffer o-1 1"_s);
    CHECK(!yes->isEnabled());
    Q_EMIT desk.client.onCallOffersChanged({});
    CHECK(bar->isHidden());
}

TEST_CASE("Words for each standing of a role")
{
    const auto roles = test::sampleRoles();
    CHECK(ui::standingText(roles[0]).startsWith("You hold it until"_s));
    CHECK(ui::standingText(roles[1]).contains("Available"_s));
    CHECK(ui::standingText(roles[2]).contains("Charge nurse"_s));
    auto both = roles[1];
    both.alsoClaimedBy = test::name("Desk B");
    CHECK(ui::standingText(both).contains("Desk B"_s));
    both.lost = true;
    CHECK(ui::standingText(both).endsWith("claimed after you"_s));
    auto nobody = roles[2];
    nobody.goesTo.clear();
    CHECK(ui::standingText(nobody) == "Nobody holds it, and it goes to you alone"_s);
    auto phone = roles[1];
    phone.byNewDevice = true;
    CHECK(ui::beforeSendingText(phone).contains("555 0100"_s));
    CHECK(ui::beforeSendingText(phone).contains("nobody has compared"_s));
}

TEST_CASE("A message to a role says so on both sides")
{
    auto message = test::textMessage(1, false, "chest pain", 1);
    message.onCall = test::name("On-call cardiology");
    CHECK(ui::evidenceOf(message)->text.contains("On-call cardiology"_s));
    message.onCallAuthor = test::name("Desk B");
    CHECK(ui::evidenceOf(message)->text.contains("Desk B"_s));
    message.outgoing = true;
    message.delivery = Delivery::Read;
    CHECK(ui::evidenceOf(message)->text.contains("On-call cardiology"_s));
    CHECK(ui::evidenceOf(message)->text.contains("Read"_s));
}
