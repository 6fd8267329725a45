// SPDX-License-Identifier: GPL-3.0-or-later
// PIN, old password and offline access, as a person meets them.
#include "tests/ui/support.h"
#include "ui/offline_banner.h"
#include "ui/secret_field.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace std::chrono_literals;
using test::operator""_s;
using Step = SignInStage::Step;

namespace {

struct Door : test::Session {
    void show(Step step, bool hasPin = false, SignInStage::Way way = SignInStage::Way::FullLogin)
    {
        auto stage = test::stage(step);
        stage.hasPin = hasPin;
        stage.way = way;
        Q_EMIT client.stageChanged(stage);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    void click(const char* name) { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }

    QString focused() { return window.focusWidget()->objectName(); }
};

struct OpenDoor : Door {
    OpenDoor()
    {
        open();
        client.calls.clear();
    }

    void choosePin() { press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier); }

    QWidget* dialog() { return find("pinDialog"); }

    void fill(const char* name, const QString& text)
    {
        auto* field = dialog()->findChild<QWidget*>(QLatin1String(name));
        for (const auto c : text)
            QTest::keyClick(field, c.toLatin1());
    }

    QString trouble() { return dialog()->findChild<QLabel*>("pinTrouble"_s)->text(); }
};

OfflineSnapshot ready(std::int64_t nowMs)
{
    return {OfflineSnapshot::State::Ready, nowMs - 2 * 3'600'000, nowMs + 22 * 3'600'000, true};
}

}  // namespace

TEST_CASE("The lock page takes the PIN where there is one, and the password instead")
{
    Door s;
    s.show(Step::Unlock);
    CHECK(s.focused() == "password"_s);
    CHECK(s.find("otherSecret")->isHidden());
    s.show(Step::Working);
    s.show(Step::Unlock, true);
    CHECK(s.focused() == "pin"_s);
    CHECK_FALSE(s.find("password")->isVisible());
    s.type("492837"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "submitPin"_s);
    CHECK(s.client.lastSecret == "492837");

    s.click("otherSecret");
    CHECK(s.focused() == "password"_s);
    CHECK_FALSE(s.find("pin")->isVisible());
    s.type("correct horse"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "submitPassword desk-a@clinic.example"_s);
    CHECK(s.client.lastSecret == "correct horse");

    s.show(Step::Working);
    s.show(Step::Unlock, true, SignInStage::Way::Password);
    CHECK(s.focused() == "password"_s);  // whoever took it stays with it
}

TEST_CASE("A PIN that comes or ends while the page is shown keeps the keyboard in the field")
{
    Door s;
    s.show(Step::Unlock);
    s.show(Step::Unlock, true);
    CHECK(s.focused() == "pin"_s);
    s.show(Step::Unlock);
    CHECK(s.focused() == "password"_s);
}

TEST_CASE("An address that is filled in later takes no password in clear")
{
    Door s;
    auto stage = test::stage(Step::Password);
    stage.address.clear();
    Q_EMIT s.client.stageChanged(stage);
    CHECK(s.focused() == "address"_s);
    s.show(Step::Password);
    CHECK(s.focused() == "password"_s);
}

TEST_CASE("What was typed as a PIN is not sent as a password")
{
    Door s;
    s.show(Step::Unlock, true);
    s.type("4928"_s);
    s.click("otherSecret");
    CHECK_FALSE(s.find<QAbstractButton>("unlock")->isEnabled());
    CHECK(s.find<ui::SecretField>("pin")->length() == 0);
}

TEST_CASE("The page after a changed password takes the old one or the printed code")
{
    Door s;
    s.show(Step::EnterOldPassword);
    CHECK(s.focused() == "oldPassword"_s);
    s.type("the old one"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "submitOldPassword"_s);
    CHECK(s.client.lastSecret == "the old one");
    s.click("otherSecret");
    CHECK(s.focused() == "vaultCode"_s);
    s.type("ABCD-EFGH"_s);
    s.click("openVault");
    CHECK(s.client.calls.last() == "submitVaultRecoveryCode"_s);
    s.click("cancel");
    CHECK(s.client.calls.last() == "cancelSignIn"_s);
}

TEST_CASE("A PIN can be set where policy allows it, and nowhere else")
{
    OpenDoor s;
    s.choosePin();
    CHECK_FALSE(s.dialog());
    Q_EMIT s.client.pinStateChanged(PinState::NotSet);
    s.choosePin();
    REQUIRE(s.dialog());
    CHECK_FALSE(s.dialog()->findChild<QAbstractButton*>("removePin"_s));
    s.fill("pinPassword", "my password"_s);
    s.fill("newPin", "492837"_s);
    s.fill("newPinAgain", "492838"_s);
    s.click("setPin");
    CHECK(s.trouble().contains("differ"_s));
    s.fill("newPin", "123456"_s);
    s.fill("newPinAgain", "123456"_s);
    s.click("setPin");
    CHECK(s.trouble().contains("first"_s));
    CHECK_FALSE(s.client.calls.contains("setPin"_s));
    s.fill("newPin", "492837"_s);
    s.fill("newPinAgain", "492837"_s);
    s.click("setPin");
    CHECK(s.client.calls.last() == "setPin"_s);
    CHECK(s.client.lastSecret == "my password 492837");
    Q_EMIT s.client.pinAnswered(PinAnswer::WrongPassword);
    CHECK(s.trouble().contains("password"_s));
    Q_EMIT s.client.pinAnswered(PinAnswer::Set);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK_FALSE(s.dialog());

    Q_EMIT s.client.pinStateChanged(PinState::Set);
    s.choosePin();
    s.click("removePin");
    CHECK(s.client.calls.last() == "removePin"_s);
}

TEST_CASE("Every answer to a PIN has words of its own")
{
    OpenDoor s;
    Q_EMIT s.client.pinStateChanged(PinState::NotSet);
    s.choosePin();
    QStringList seen;
    for (const auto answer : {PinAnswer::WrongPassword, PinAnswer::TooManyTries,
                              PinAnswer::TooSimple, PinAnswer::Offline, PinAnswer::Failed}) {
        Q_EMIT s.client.pinAnswered(answer);
        CHECK(!s.trouble().isEmpty());
        CHECK(!seen.contains(s.trouble()));
        seen << s.trouble();
    }
}

TEST_CASE("The banner tells how long offline access lasts, while offline only")
{
    OpenDoor s;
    const auto now = toMs(s.time.wallNow());
    auto* const banner = s.find("offline");
    Q_EMIT s.client.offlineChanged(ready(now));
    CHECK_FALSE(banner->isVisible());
    Q_EMIT s.client.connectionChanged(Connection::Offline);
    CHECK(banner->isVisible());
    CHECK(banner->accessibleName().contains("22 h of offline access left"_s));
    s.time.advance(21h + 30min);
    CHECK(banner->accessibleName().contains("30 min of offline access left"_s));
    s.click("offlineAction");
    CHECK(s.client.calls.contains("lock"_s));
}

TEST_CASE("The banner goes with the network's return, and asks to sign in only where it must")
{
    OpenDoor s;
    auto offline = ready(toMs(s.time.wallNow()));
    offline.signInNeeded = false;
    Q_EMIT s.client.offlineChanged(offline);
    Q_EMIT s.client.connectionChanged(Connection::Offline);
    CHECK(s.find("offline")->isVisible());
    CHECK_FALSE(s.find("offlineAction")->isVisible());
    CHECK_FALSE(s.find("offline")->accessibleName().contains("signed in"_s));
    Q_EMIT s.client.connectionChanged(Connection::Online);
    CHECK_FALSE(s.find("offline")->isVisible());
}

TEST_CASE("A computer without a key chain is told once")
{
    OpenDoor s;
    OfflineSnapshot offline;
    offline.state = OfflineSnapshot::State::NoKeyChain;
    Q_EMIT s.client.offlineChanged(offline);
    CHECK(s.find("noKeyChain")->isVisible());
    s.click("noKeyChainClose");
    Q_EMIT s.client.offlineChanged(offline);
    CHECK_FALSE(s.find("noKeyChain")->isVisible());
}
