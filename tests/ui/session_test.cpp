// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/code_field.h"
#include "ui/main_view.h"
#include "ui/secret_field.h"
#include "ui/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace std::chrono_literals;
using test::operator""_s;
using Step = SignInStage::Step;

namespace {

/// An open session with conversation 1 on screen.
struct Talk : test::Talk {
    Talk() : test::Talk(test::sampleMessages(), {}) { }

    QPlainTextEdit* composer() { return find<QPlainTextEdit>("composer"); }
};

struct SignIn : test::Session {
    /// The box that says what went wrong; null while none shows.
    QWidget* problem()
    {
        const auto boxes = window.findChildren<QWidget*>("problem"_s);
        const auto shown = std::ranges::find_if(boxes, &QWidget::isVisible);
        return shown == boxes.end() ? nullptr : *shown;
    }
};

}  // namespace

TEST_CASE("The clinic's messaging policy stands before everything until it is accepted")
{
    SignIn s;
    s.open();
    auto policy = test::sampleWorkstation();
    policy.agreement = QStringList{"First rule."_s, "<b>Second</b> rule."_s};
    policy.agreementDue = true;
    QSignalSpy accepted(&s.window, &ui::SessionWindow::agreementAccepted);
    Q_EMIT s.client.workstationChanged(policy);
    CHECK(s.find("agreement")->isVisible());
    CHECK_FALSE(s.find("nav")->isVisible());
    CHECK(s.window.focusWidget()->accessibleName() == "First rule.\n<b>Second</b> rule."_s);
    s.press(Qt::Key_Return);  // the one that ended the password
    QCoreApplication::processEvents();
    CHECK(accepted.count() == 0);
    s.press(Qt::Key_Tab);
    s.press(Qt::Key_Space);
    QCoreApplication::processEvents();
    CHECK(accepted.count() == 1);
    Q_EMIT s.client.problemRaised({ProblemKind::NotRecorded, 0});
    CHECK(s.find("agreement")->isVisible());
    policy.agreementDue = false;
    Q_EMIT s.client.workstationChanged(policy);
    CHECK_FALSE(s.find("agreement"));
    CHECK(s.find("nav")->isVisible());
}

TEST_CASE("Who does not accept the messaging policy signs out, or locks")
{
    SignIn s;
    s.open();
    auto policy = test::sampleWorkstation();
    policy.agreement = QStringList{"First rule."_s};
    policy.agreementDue = true;
    Q_EMIT s.client.workstationChanged(policy);
    s.window.lockNow();
    CHECK(s.client.calls.last() == "lock"_s);
    SignIn other;
    other.open();
    Q_EMIT other.client.workstationChanged(policy);
    other.find<QPushButton>("agreementRefuse")->click();
    QCoreApplication::processEvents();
    CHECK(other.client.calls.last() == "signOut"_s);
}

TEST_CASE("From the first page to a sent message by keyboard alone")
{
    SignIn s;
    REQUIRE(s.window.focusWidget());
    CHECK(s.window.focusWidget()->objectName() == "address"_s);
    s.type("desk-a@clinic.example"_s);
    s.press(Qt::Key_Tab);
    CHECK(s.window.focusWidget()->objectName() == "password"_s);
    s.type("correct horse"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls == QStringList{"submitPassword desk-a@clinic.example"_s});
    CHECK(s.client.lastSecret == "correct horse");

    Q_EMIT s.client.stageChanged(test::stage(Step::Working));
    Q_EMIT s.client.stageChanged(test::stage(Step::Code));
    CHECK(s.window.focusWidget()->objectName() == "code"_s);
    s.type("482916"_s);
    CHECK(s.client.calls.last() == "submitCode 482916"_s);

    s.open();
    s.press(Qt::Key_2, Qt::AltModifier);
    CHECK(s.window.focusWidget()->objectName() == "conversationList"_s);
    s.press(Qt::Key_Down);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "open 2"_s);
    Q_EMIT s.client.pageLoaded({2}, {}, false);
    CHECK(s.window.focusWidget()->objectName() == "composer"_s);
    s.press(Qt::Key_2, Qt::ControlModifier);
    s.type("Room 4 is ready"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() ==
          "request 2 [action 900] Room 4 is ready"_s);  // and the draft with it
    s.type("thanks"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.contains("send 2 [fyi] thanks"_s));  // an urgency is for one message
}

TEST_CASE("Tab follows sight on the sign-in page")
{
    SignIn s;
    QStringList order;
    s.type("a"_s);
    s.press(Qt::Key_Tab);
    s.type("b"_s);
    s.find<QLineEdit>("address")->setFocus();
    for (int i = 0; i < 5; ++i) {
        order << s.window.focusWidget()->objectName();
        s.press(Qt::Key_Tab);
    }
    CHECK(order == QStringList{"address"_s, "password"_s, "reveal"_s, "signIn"_s, "switchUser"_s});
}

TEST_CASE("What went wrong while working is said on the page that can put it right")
{
    SignIn s;
    Q_EMIT s.client.stageChanged(test::stage(Step::Working));
    Q_EMIT s.client.problemRaised({ProblemKind::WrongPassword, 0});
    Q_EMIT s.client.stageChanged(test::stage(Step::Password));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    auto visible = [&] {
        const auto* box = s.problem();
        return box ? box->accessibleName() : QString();
    };
    CHECK(visible().contains("password"_s));
    CHECK(s.window.focusWidget()->objectName() == "password"_s);
    s.type("x"_s);
    s.press(Qt::Key_Return);
    CHECK(visible().isEmpty());
    s.open();
    Q_EMIT s.client.problemRaised({ProblemKind::DiskFull, 0});
    CHECK(visible().contains("disk"_s));
}

TEST_CASE("That one is signed in here already is said calmly, and a wrong password in red")
{
    SignIn s;
    Q_EMIT s.client.stageChanged(test::stage(Step::Unlock));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const auto red = ui::tokensFor(s.window.palette()).stat;
    auto redPixels = [&] {
        REQUIRE(s.problem());
        const auto picture = s.problem()->grab().toImage();
        int count = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                count += picture.pixelColor(x, y) == red ? 1 : 0;
        }
        return count;
    };
    s.window.showProblem({ProblemKind::SignedInHere, 0});
    CHECK(redPixels() == 0);
    CHECK(s.problem()->accessibleName().contains("signed in on this workstation already"_s));
    CHECK(s.window.focusWidget()->objectName() == "password"_s);

    Q_EMIT s.client.problemRaised({ProblemKind::WrongPassword, 0});
    CHECK(redPixels() > 0);
    s.window.showProblem({ProblemKind::SignedInHere, 0});
    CHECK(redPixels() == 0);
}

TEST_CASE("A recovery code replaces the code, and set-up ends with a code")
{
    SignIn s;
    Q_EMIT s.client.stageChanged(test::stage(Step::Code));
    QTest::mouseClick(s.find<QPushButton>("useRecoveryCode"), Qt::LeftButton);
    CHECK(s.window.focusWidget()->objectName() == "recoveryCode"_s);
    s.type("k4m0-9tq9"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "submitCode k4m0-9tq9"_s);

    auto setUp = test::stage(Step::SetUpCode);
    setUp.otpauthUri = "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"_s;
    for (int i = 0; i < 10; ++i)
        setUp.relayRecoveryCodes << "code-%1"_s.arg(i);
    Q_EMIT s.client.stageChanged(setUp);
    CHECK(s.find<QLabel>("secret")->text() == "JBSW Y3DP EHPK 3PXP"_s);
    s.type("123456"_s);
    CHECK(s.client.calls.last() == "submitCode k4m0-9tq9"_s);  // codes first, then Enter
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "submitCode 123456"_s);
}

TEST_CASE("The vault's recovery code is confirmed, and later opens the vault")
{
    SignIn s;
    auto show = test::stage(Step::VaultRecoveryCode);
    show.vaultRecoveryCode = "MFRGG-ZDFMZ"_s;
    Q_EMIT s.client.stageChanged(show);
    CHECK(s.find<QLabel>("vaultRecoveryCode")->text() == "MFRGG-ZDFMZ"_s);
    CHECK(!s.find<QPushButton>("continue")->isEnabled());
    s.press(Qt::Key_Space);
    s.press(Qt::Key_Tab);
    s.press(Qt::Key_Space);
    CHECK(s.client.calls.last() == "confirmCodesKept"_s);

    Q_EMIT s.client.stageChanged(test::stage(Step::EnterVaultRecoveryCode));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK(!s.find<QLabel>("vaultRecoveryCode"));  // an old page keeps no secret
    s.type("mfrgg-zdfmz"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.last() == "submitVaultRecoveryCode"_s);
    CHECK(s.client.lastSecret == "mfrgg-zdfmz");
}

TEST_CASE("A locked session shows the name and the counts, and the password opens it")
{
    SignIn s;
    Q_EMIT s.client.waitingChanged(1, 0);
    Q_EMIT s.client.stageChanged(test::stage(Step::Unlock));
    Q_EMIT s.client.selfChanged(test::sampleSelf());
    CHECK(s.find<QLabel>("lockName")->text() == "Desk A"_s);
    CHECK(s.find<QLabel>("waiting")->text() == "1 message waiting"_s);
    CHECK(!s.find<QLabel>("statWaiting")->isVisible());
    Q_EMIT s.client.waitingChanged(3, 1);
    CHECK(s.find<QLabel>("waiting")->text() == "3 messages waiting"_s);
    CHECK(s.find<QLabel>("statWaiting")->isVisible());
    s.type("pw"_s);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls == QStringList{"submitPassword desk-a@clinic.example"_s});
    QSignalSpy other(&s.window, &ui::SessionWindow::switchUserRequested);
    s.find<QPushButton>("switchUser")->setFocus();
    s.press(Qt::Key_Space);
    CHECK(other.size() == 1);
    s.type("pw"_s);  // back again, with the hands on the keyboard
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.count("submitPassword desk-a@clinic.example"_s) == 2);
}

TEST_CASE("A draft reaches the vault 400 ms after the last key, and at once when asked")
{
    Talk t;
    t.type("on my"_s);
    t.time.advance(399ms);
    CHECK(t.client.calls.isEmpty());
    t.type(" way"_s);
    t.time.advance(399ms);
    CHECK(t.client.calls.isEmpty());
    t.time.advance(1ms);
    CHECK(t.client.calls == QStringList{"draft 1 on my way"_s});
    t.time.advance(10s);
    CHECK(t.client.calls.size() == 1);
    t.type("!"_s);
    t.window.saveDraftsNow();
    CHECK(t.client.calls.last() == "draft 1 on my way!"_s);
    t.type("?"_s);
    t.press(Qt::Key_Down, Qt::AltModifier);  // another conversation: saved first
    CHECK(t.client.calls.mid(2) == QStringList{"draft 1 on my way!?"_s, "open 2"_s});
    CHECK(t.composer()->toPlainText().isEmpty());
}

TEST_CASE("A draft comes back, does not count as typing, and loses nothing typed meanwhile")
{
    Talk t;
    Q_EMIT t.client.draftLoaded({2}, "of another conversation"_s, {});
    CHECK(t.composer()->toPlainText().isEmpty());
    t.type("new"_s);
    t.client.calls.clear();
    Q_EMIT t.client.draftLoaded({1}, "old"_s, {});
    CHECK(t.composer()->toPlainText() == "old\nnew"_s);
    t.time.advance(1s);
    CHECK(t.client.calls == QStringList{"draft 1 old\nnew"_s});
}

TEST_CASE("Locking saves the draft, empties the screen, then asks the client")
{
    Talk t;
    t.type("half a sent"_s);
    t.press(Qt::Key_L, Qt::ControlModifier);
    CHECK(t.client.calls == QStringList{"draft 1 half a sent"_s, "lock"_s});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK(!t.window.findChild<ui::MainView*>());
    CHECK(!t.find("messageList"));
    Q_EMIT t.client.locked();
    Q_EMIT t.client.stageChanged(test::stage(Step::Open));  // a late event changes nothing
    CHECK(!t.find("messageList"));
    CHECK(t.window.windowTitle() == "Sotto"_s);
}

TEST_CASE("Switching the user locks an open session and tells the station")
{
    Talk t;
    QSignalSpy other(&t.window, &ui::SessionWindow::switchUserRequested);
    t.press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(other.size() == 1);
    CHECK(t.client.calls == QStringList{"lock"_s});
}

TEST_CASE("The countdown warns, and any key keeps the session open")
{
    Talk t;
    QSignalSpy keep(&t.window, &ui::SessionWindow::keepOpen);
    t.type("a"_s);
    CHECK(keep.isEmpty());
    t.window.showCountdown(30);
    t.window.showCountdown(29);
    REQUIRE(t.find("countdown")->isVisible());
    CHECK(t.find("countdown")->accessibleName().contains("29 s"_s));
    t.type("b"_s);
    CHECK(!keep.isEmpty());
    t.window.hideCountdown();
    CHECK(!t.find("countdown")->isVisible());
}

TEST_CASE("Activity is told at most once a second, and a move to the same pixel is none")
{
    Talk t;
    QSignalSpy activity(&t.window, &ui::SessionWindow::activity);
    t.time.advance(2s);
    t.type("abc"_s);
    CHECK(activity.size() == 1);
    t.time.advance(1s);
    t.type("d"_s);
    CHECK(activity.size() == 2);
    t.time.advance(2s);
    const auto move = [&](QPoint at) {
        QMouseEvent event(QEvent::MouseMove, QPointF(at), QPointF(at), Qt::NoButton, Qt::NoButton,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(&t.window, &event);
    };
    move({200, 200});
    CHECK(activity.size() == 3);
    t.time.advance(2s);
    move({200, 200});
    CHECK(activity.size() == 3);
    move({201, 200});
    CHECK(activity.size() == 4);
}

TEST_CASE("STAT is acknowledged by keyboard, a failed message is tried again, a lost one asked for")
{
    Talk t;
    t.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(t.client.calls == QStringList{"acknowledge 10"_s});
    auto done = test::sampleMessages().at(9);
    done.acknowledgedAtMs = test::kNowMs;
    Q_EMIT t.client.messageChanged(done);
    t.press(Qt::Key_Return, Qt::ControlModifier);
    CHECK(t.client.calls.count("acknowledge 10"_s) == 1);
    t.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(t.client.calls.contains("retry 13"_s));
    t.press(Qt::Key_R, Qt::ControlModifier);
    CHECK(!t.client.calls.contains("retry 8"_s));
    CHECK(t.client.calls.last() == "askToResend 8"_s);
    CHECK(t.composer()->toPlainText().isEmpty());
}

TEST_CASE("The STAT card names nobody and leads to the message")
{
    Talk t;
    Q_EMIT t.client.messageArrived(Urgency::Concern);
    CHECK(!test::statCard());
    Q_EMIT t.client.messageArrived(Urgency::Stat);
    auto* card = test::statCard();
    REQUIRE(card);
    CHECK(card->isVisible());
    for (const auto* label : card->findChildren<QLabel*>()) {
        CHECK(!label->text().contains("Lee"_s));
        CHECK(!label->text().contains("Potassium"_s));
    }
    QTest::mouseClick(card->findChild<QPushButton*>("openStat"_s), Qt::LeftButton);
    CHECK(!card->isVisible());
    CHECK(t.window.focusWidget()->objectName() == "messageList"_s);
}

TEST_CASE("Choosing a colleague starts a conversation and opens it when it is there")
{
    Talk t;
    t.press(Qt::Key_N, Qt::ControlModifier);
    CHECK(t.window.focusWidget()->objectName() == "directory"_s);
    t.press(Qt::Key_Return);
    CHECK(t.client.calls.last() == "start desk-b@clinic.example"_s);
    Q_EMIT t.client.conversationStarted({77});
    ConversationSnapshot fresh;
    fresh.id = {77};
    fresh.title = test::name("Desk B");
    fresh.lastAtMs = test::kNowMs;
    Q_EMIT t.client.conversationChanged(fresh);
    CHECK(t.client.calls.last() == "open 77"_s);
    CHECK(t.window.focusWidget()->objectName() == "composer"_s);
}

TEST_CASE("Find goes to the search box, Enter on to what it found")
{
    Talk t;
    t.press(Qt::Key_K, Qt::ControlModifier);
    CHECK(t.window.focusWidget()->objectName() == "search"_s);
    t.type("pharmacy"_s);
    SearchHit hit;
    hit.kind = SearchHit::Kind::Conversation;
    hit.conversation = {3};
    SearchPage page;
    page.ticket = t.client.lastTicket;
    page.hits = {hit};
    Q_EMIT t.client.searchAnswered(page);
    t.press(Qt::Key_Return);
    t.press(Qt::Key_Return);
    CHECK(t.client.calls.last() == "open 3"_s);
}

TEST_CASE("Panes collapse to one and nothing is lost")
{
    Talk t;
    t.window.resize(600, 500);
    CHECK(t.find("messageList")->isVisible());
    CHECK(!t.find("conversationList")->isVisible());
    CHECK(t.find("back")->isVisible());
    CHECK(t.find("navOpenItems")->isVisible());
    QTest::mouseClick(t.find("back"), Qt::LeftButton);
    CHECK(t.find("conversationList")->isVisible());
    CHECK(!t.find("messageList")->isVisible());
    t.window.resize(1200, 700);
    CHECK(t.find("conversationList")->isVisible());
    CHECK(!t.find("back")->isVisible());
}

TEST_CASE("While the disk is full a banner says so, and a text can be typed but not sent")
{
    Talk t;
    t.type("BP 90/60"_s);
    Q_EMIT t.client.storageChanged(StorageState::DiskFull);
    auto* const banner = t.find<QWidget>("readOnly");
    CHECK(banner->isVisible());
    CHECK(banner->accessibleName().contains("disk is full"_s));
    t.client.calls.clear();
    t.press(Qt::Key_Return);
    CHECK(t.client.calls.filter("send"_s).isEmpty());
    CHECK(t.composer()->toPlainText() == "BP 90/60"_s);
    Q_EMIT t.client.problemRaised({ProblemKind::DiskFull, 0});  // said already
    CHECK_FALSE(t.find<QWidget>("problem")->isVisible());

    Q_EMIT t.client.storageChanged(StorageState::Writable);
    CHECK_FALSE(banner->isVisible());
    t.press(Qt::Key_Return);
    CHECK(t.client.calls.contains("send 1 [fyi] BP 90/60"_s));
}

TEST_CASE("Failed attempts are told in one quiet line that can be closed")
{
    SignIn s;
    auto open = test::stage(Step::Open);
    Q_EMIT s.client.stageChanged(open);
    auto* line = s.find<QWidget>("failedAttempts");
    CHECK(line->isHidden());

    Q_EMIT s.client.stageChanged(test::stage(Step::Unlock));
    open.failed = {3, toMs(s.time.wallNow() - 26h)};
    Q_EMIT s.client.stageChanged(open);
    CHECK(line->isVisible());
    CHECK(line->accessibleName().startsWith(
        "3 failed attempts to sign in or unlock as you since yesterday "_s));
    QTest::mouseClick(s.find<QAbstractButton>("failedAttemptsClose"), Qt::LeftButton);
    CHECK(line->isHidden());
}
