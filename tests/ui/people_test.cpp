// SPDX-License-Identifier: GPL-3.0-or-later
// Who is looked at in the directory, what a person says of themselves, and "do not disturb".
#include "tests/ui/support.h"
#include "ui/time_text.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>

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

TEST_CASE("Do not disturb has an end")
{
    Desk desk;
    desk.press(Qt::Key_D, kCtrlShift);
    auto* dialog = desk.find<QDialog>("quietDialog");
    REQUIRE(dialog);
    dialog->findChild<QAbstractButton*>("quiet-120"_s)->click();
    CHECK(desk.client.calls.filter("availability"_s).isEmpty());
    dialog->findChild<QPushButton*>("quietGo"_s)->click();
    const Availability wanted{Presence::DoNotDisturb, test::kNowMs + 120 * test::kMinuteMs, {}};
    CHECK(desk.client.lastAvailability == wanted);
}

TEST_CASE("Who does not want to be disturbed is said above the message that is written")
{
    test::Talk talk;
    auto conversation = test::sampleConversations().front();
    auto* line = talk.find<QWidget>("quietNotice");
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
