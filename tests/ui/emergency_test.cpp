// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access as a person meets it: the page, the banner, what cannot be pressed, and
// what the owner sees afterwards.
#include "tests/ui/support.h"
#include "ui/composer.h"
#include "ui/main_menu.h"
#include "ui/station_window.h"
#include "ui/tile.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace std::chrono_literals;
using test::operator""_s;
using Step = SignInStage::Step;

namespace {

constexpr auto kCode = "7ZK4-0QXN-2M8P-VYCB-A1TD-6WRE-J3SF";

SafeText name(const char* text)
{
    return SafeText::fromUtf8(text, SafeText::Kind::Name);
}

struct Visit : test::Session {
    explicit Visit(EmergencyMethod method = EmergencyMethod::SealedCode)
    {
        auto stage = test::stage(Step::Emergency);
        stage.way = SignInStage::Way::Emergency;
        stage.emergency = {method,
                           name("Desk A"),
                           {{"desk-a@clinic.example"_s, name("Desk A")},
                            {"kim@clinic.example"_s, name("Kim Park")}},
                           3600,
                           {"privacy"_s},
                           true};
        Q_EMIT client.stageChanged(stage);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        client.calls.clear();
    }

    QPushButton* button() { return find<QPushButton>("openEmergency"); }

    /// Who and why, by keys alone: each list is opened by nothing and moved by the arrows.
    void chooseKim()
    {
        REQUIRE(window.focusWidget() == find("emergencyWho"));
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        CHECK(find<QComboBox>("emergencyWho")->currentText() == "Kim Park"_s);
        press(Qt::Key_Tab);
        REQUIRE(window.focusWidget() == find("emergencyReason"));
        press(Qt::Key_Down);
        press(Qt::Key_Tab);
    }

    void begin(std::chrono::seconds left = 3600s)
    {
        open();
        Q_EMIT client.emergencyBegan({"desk-a@clinic.example"_s, name("Desk A"),
                                      "kim@clinic.example"_s, EmergencyReason::PatientCare,
                                      (time.time().clock.bootNow() + left).count()});
        client.calls.clear();
    }

    QString left() { return find<QLabel>("emergencyLeft")->text(); }
};

QStringList textsOf(const QWidget& widget)
{
    QStringList texts;
    for (const auto* label : widget.findChildren<QLabel*>())
        texts << label->text();
    return texts;
}

}  // namespace

TEST_CASE("An emergency is asked for by keys alone: who, why, the code")
{
    Visit v;
    v.chooseKim();
    REQUIRE(v.window.focusWidget() == v.find("emergencyCode"));
    CHECK_FALSE(v.button()->isEnabled());
    v.type(QString::fromLatin1(kCode));
    CHECK(v.button()->isEnabled());
    v.press(Qt::Key_Return);
    CHECK(v.client.calls.last() == "openInEmergency kim@clinic.example patient_care"_s);
    CHECK(v.client.lastSecret == std::string{kCode} + " ");
    CHECK_FALSE(v.find("emergencySecondCode")->isVisible());
}

TEST_CASE("Two administrators both type, and neither code alone is sent")
{
    Visit v(EmergencyMethod::TwoAdmins);
    v.chooseKim();
    v.type("first"_s);
    CHECK_FALSE(v.button()->isEnabled());
    v.press(Qt::Key_Return);
    CHECK(v.client.calls.isEmpty());
    REQUIRE(v.window.focusWidget() == v.find("emergencySecondCode"));
    v.type("second"_s);
    v.press(Qt::Key_Return);
    CHECK(v.client.calls.last() == "openInEmergency kim@clinic.example patient_care"_s);
    CHECK(v.client.lastSecret == "first second");
}

TEST_CASE("Nothing is sent without a name and a reason, and somebody else types an address")
{
    Visit v;
    auto* const who = v.find<QComboBox>("emergencyWho");
    CHECK(who->currentIndex() == -1);
    CHECK(v.find<QComboBox>("emergencyReason")->currentIndex() == -1);
    CHECK_FALSE(v.find("emergencyAddress")->isVisible());
    who->setCurrentIndex(who->count() - 1);
    REQUIRE(v.find("emergencyAddress")->isVisible());
    v.find("emergencyAddress")->setFocus();
    v.type("noa@clinic.example"_s);
    v.find<QComboBox>("emergencyReason")->setCurrentIndex(4);
    v.find("emergencyCode")->setFocus();
    v.type("x"_s);
    v.press(Qt::Key_Return);
    CHECK(v.client.calls.last() == "openInEmergency noa@clinic.example drill"_s);
}

TEST_CASE("The page says before anything opens what is recorded and who is told")
{
    Visit v;
    const auto told = v.find<QLabel>("emergencyTold")->text();
    CHECK(told.contains("recorded before anything opens"_s));
    CHECK(told.contains("privacy"_s));
    CHECK(told.contains("log server is told at once"_s));
    QTest::mouseClick(v.find<QPushButton>("leaveEmergency"), Qt::LeftButton);
    CHECK(v.client.calls == QStringList{"cancelSignIn"_s});
}

TEST_CASE("The banner says whose messages, who reads and how long, and ends it")
{
    Visit v;
    v.begin();
    auto* const banner = v.find("emergency");
    REQUIRE(banner->isVisible());
    const auto all = textsOf(*banner).join(u' ');
    CHECK(all.contains("Desk A"_s));
    CHECK(all.contains("kim@clinic.example"_s));
    CHECK(all.contains("recorded"_s));
    CHECK(v.left() == "Ends in 60:00"_s);
    v.time.advance(61s);
    CHECK(v.left() == "Ends in 58:59"_s);
    v.time.advance(2h);
    CHECK(v.left() == "Ends in 0:00"_s);
    CHECK(v.window.windowTitle() == "Sotto"_s);
    QTest::mouseClick(v.find<QPushButton>("endEmergency"), Qt::LeftButton);
    CHECK(v.client.calls.contains("lock"_s));
}

TEST_CASE("Who reads in an emergency finds nothing to write with")
{
    Visit v;
    v.begin();
    CHECK_FALSE(v.window.findChild<ui::Composer*>()->isVisible());
    const auto* const menu = v.window.findChild<ui::MainMenu*>();
    using ui::Command;
    for (const auto command :
         {Command::NewConversation, Command::NewTeam, Command::SetPin, Command::Acknowledge,
          Command::AttachFile, Command::WriteMessage, Command::Recall, Command::SignOut,
          Command::DoNotDisturb, Command::EmergencyCode}) {
        CHECK_FALSE(menu->action(command)->isEnabled());
        CHECK_FALSE(menu->action(command)->isVisible());
    }
    for (const auto command :
         {Command::Lock, Command::Find, Command::NextConversation, Command::ShowHistory})
        CHECK(menu->action(command)->isEnabled());
}

TEST_CASE("The owner is told until they say that they know")
{
    test::Session s;
    s.open();
    CHECK_FALSE(s.find("emergencyNotes")->isVisible());
    Q_EMIT s.client.emergencyNotesLoaded(
        {{test::kNowMs, name("kim@clinic.example"), EmergencyReason::PersonAway,
          EmergencyMethod::SealedCode}});
    REQUIRE(s.find("emergencyNotes")->isVisible());
    const auto text = textsOf(*s.find("emergencyNotes")).join(u' ');
    CHECK(text.contains("kim@clinic.example"_s));
    CHECK(text.contains("could not be reached"_s) != text.contains("cannot be reached"_s));
    QTest::mouseClick(s.find<QPushButton>("emergencyNotesAction"), Qt::LeftButton);
    CHECK(s.client.calls.last() == "confirmEmergencyNotes"_s);
    CHECK_FALSE(s.find("emergencyNotes")->isVisible());
}

TEST_CASE("A new emergency code is shown once, after the password")
{
    test::Session s;
    s.open();
    s.press(Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
    auto* const dialog = s.find("emergencyCodeDialog");
    REQUIRE(dialog);
    const auto child = [dialog](const char* what) {
        return dialog->findChild<QWidget*>(QLatin1String(what));
    };
    for (const char c : {'p', 'w'})
        QTest::keyClick(child("emergencyPassword"), c);
    QTest::keyClick(child("emergencyPassword"), Qt::Key_Return);
    CHECK(s.client.calls.last() == "makeEmergencyCode"_s);
    CHECK(s.client.lastSecret == "pw");
    Q_EMIT s.client.emergencyCodeAnswered({EmergencyCodeAnswer::Kind::WrongPassword, {}});
    CHECK(child("emergencyTrouble")->isVisible());
    CHECK_FALSE(child("newEmergencyCode")->isVisible());
    Q_EMIT s.client.emergencyCodeAnswered(
        {EmergencyCodeAnswer::Kind::Made, QString::fromLatin1(kCode)});
    CHECK(child("newEmergencyCode")->isVisible());
    CHECK(static_cast<QLabel*>(child("newEmergencyCode"))->text() == QString::fromLatin1(kCode));
    CHECK_FALSE(child("emergencyPassword")->isVisible());
}

TEST_CASE("The first sign-in shows an emergency code beside the recovery code, if there is one")
{
    test::Session s;
    auto stage = test::stage(Step::VaultRecoveryCode);
    Q_EMIT s.client.stageChanged(stage);
    CHECK_FALSE(s.find("vaultEmergencyCode")->isVisible());
    stage.emergencyCode = QString::fromLatin1(kCode);
    Q_EMIT s.client.stageChanged(stage);
    CHECK(s.find<QLabel>("vaultEmergencyCode")->isVisible());
    CHECK(s.find<QLabel>("vaultEmergencyCode")->text() == stage.emergencyCode);
}

TEST_CASE("The switcher offers emergency access where policy allows it, and only there")
{
    test::prepareUi();
    test::FakeStation station;
    test::ManualTime time;
    station.people = test::sampleTiles();
    station.state = test::sampleStation();
    ui::StationWindow window(station, time.time());
    window.show();
    auto* const menu = window.findChild<QMenu*>("emergencyMenu"_s);
    REQUIRE(menu);
    CHECK_FALSE(menu->menuAction()->isVisible());
    station.state.emergencyAllowed = true;
    Q_EMIT station.snapshotChanged();
    CHECK(menu->menuAction()->isVisible());
    REQUIRE(menu->actions().size() == station.people.size());
    menu->actions().first()->trigger();
    CHECK(station.calls.last() == "emergency "_s + station.people.first().address);

    auto* const tile = window.findChildren<ui::Tile*>().first();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(4, 4), QPoint(4, 4));
    QCoreApplication::sendEvent(tile, &event);
    auto* const own = tile->findChild<QMenu*>();
    REQUIRE(own);
    own->actions().first()->trigger();
    CHECK(station.calls.size() == 2);
    own->close();
}

/// Hidden: draws the screens into the folder SOTTO_PICTURES, for looking at.
TEST_CASE("Pictures of emergency access", "[.pictures]")
{
    const auto folder = qEnvironmentVariable("SOTTO_PICTURES");
    const auto shoot = [&folder](QWidget& window, const char* what) {
        QTest::qWait(50);
        CHECK(window.grab().save(folder + u'/' + QLatin1String(what) + ".png"_s));
    };
    {
        Visit v(EmergencyMethod::TwoAdmins);
        v.window.resize(1000, 760);
        v.chooseKim();
        v.type(QString::fromLatin1(kCode));
        shoot(v.window, "emergency-two");
    }
    {
        Visit v;
        v.window.resize(900, 600);
        Q_EMIT v.client.problemRaised({ProblemKind::WrongEmergencyCode, 0});
        shoot(v.window, "emergency-wrong");
    }
    {
        Visit v;
        v.window.resize(1180, 760);
        v.begin();
        Q_EMIT v.client.pageLoaded(ConversationId{1}, test::sampleMessages(), false);
        shoot(v.window, "emergency-reading");
        v.window.resize(700, 560);
        shoot(v.window, "emergency-reading-small");
    }
    {
        test::Session s;
        s.open();
        Q_EMIT s.client.emergencyNotesLoaded(
            {{test::kNowMs, name("kim@clinic.example"), EmergencyReason::PersonAway,
              EmergencyMethod::SealedCode}});
        shoot(s.window, "emergency-owner");
        s.press(Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        shoot(*s.find("emergencyCodeDialog"), "emergency-code");
        Q_EMIT s.client.emergencyCodeAnswered(
            {EmergencyCodeAnswer::Kind::Made, QString::fromLatin1(kCode)});
        shoot(*s.find("emergencyCodeDialog"), "emergency-code-made");
    }
    {
        test::Session s;
        auto stage = test::stage(Step::VaultRecoveryCode);
        stage.emergencyCode = QString::fromLatin1(kCode);
        Q_EMIT s.client.stageChanged(stage);
        shoot(s.window, "emergency-first");
    }
}
