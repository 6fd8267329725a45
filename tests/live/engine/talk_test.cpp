// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

// One shift in one case: each step needs the one before it, and each code is good once.
TEST_CASE("two people talk over a real relay, lock, and go on", "[live]")
{
    NEED_RELAY();
    LivePerson desk(*relay, "desk-a");
    LivePerson lee(*relay, "lee");

    // First sign-in: desk has a code, lee sets one up; both vaults are made.
    desk.signIn();
    REQUIRE(desk.waitFor(Step::Open));
    lee.submitPassword();
    REQUIRE(lee.waitFor(Step::SetUpCode));
    CHECK(lee.stage.relayRecoveryCodes.size() == 10);
    lee.submitCode();
    REQUIRE(lee.waitFor(Step::VaultRecoveryCode));
    CHECK_FALSE(lee.stage.vaultRecoveryCode.isEmpty());
    lee.engine().confirmCodesKept();
    REQUIRE(lee.waitFor(Step::Open));
    REQUIRE(desk.waitOnline());
    REQUIRE(lee.waitOnline());
    CHECK(LiveSession::wait([&] { return desk.self.name.string() == QStringLiteral("Desk A"); }));
    CHECK(desk.self.group.string() == QStringLiteral("Front Desk"));

    // A message arrives, is reported delivered, read and acknowledged.
    const auto toLee = desk.conversationWith(lee);
    desk.engine().sendText(toLee, QStringLiteral("Room 4 needs a call back"), Urgency::Action);
    REQUIRE(lee.waitForMessage("Room 4 needs a call back"));
    CHECK(lee.message("Room 4 needs a call back")->urgency == Urgency::Action);
    CHECK(lee.message("Room 4 needs a call back")->unread);
    const auto reached = [&](const std::string& text, Delivery state) {
        return LiveSession::wait(
            [&] { return desk.message(text) && desk.message(text)->delivery == state; });
    };
    REQUIRE(reached("Room 4 needs a call back", Delivery::Delivered));
    CHECK(desk.message("Room 4 needs a call back")->relayedAtMs != 0);
    const auto received = *lee.message("Room 4 needs a call back");
    lee.engine().markRead(received.conversation);
    REQUIRE(reached("Room 4 needs a call back", Delivery::Read));
    lee.engine().acknowledge(received.id);
    REQUIRE(reached("Room 4 needs a call back", Delivery::Acknowledged));

    // And back, in the session that the first message began.
    lee.engine().sendText(received.conversation, QStringLiteral("Calling now"), Urgency::Fyi);
    REQUIRE(desk.waitForMessage("Calling now"));

    // Locked: a STAT rings by its alert byte alone; nothing is reported delivered.
    desk.engine().saveDraft(toLee, QStringLiteral("half a sentence"), {});
    auto handOver = desk.lock();
    REQUIRE_FALSE(handOver.isEmpty());
    desk.restart(std::move(handOver));
    REQUIRE(desk.waitFor(Step::Unlock));
    lee.engine().sendText(received.conversation, QStringLiteral("Chest pain in room 2"),
                          Urgency::Stat);
    REQUIRE(LiveSession::wait([&] { return desk.stat == 1; }));
    CHECK(desk.waiting == 1);
    CHECK(desk.arrivals == std::vector{Urgency::Stat});
    CHECK(lee.message("Chest pain in room 2")->delivery < Delivery::Delivered);

    // A wrong password opens nothing; the right one alone re-opens, with draft and message.
    desk.submitPassword("not the password");
    REQUIRE(desk.waitForProblem(ProblemKind::WrongPassword));
    desk.submitPassword();
    REQUIRE(desk.waitFor(Step::Open));
    REQUIRE(desk.waitForMessage("Chest pain in room 2"));
    desk.engine().openConversation(toLee);
    CHECK(desk.draft == QStringLiteral("half a sentence"));
    REQUIRE(LiveSession::wait(
        [&] { return lee.message("Chest pain in room 2")->delivery == Delivery::Delivered; }));

    // Logoff: the token is dead; what was sent meanwhile is there after a full login.
    desk.engine().signOut();
    REQUIRE(LiveSession::wait([&] { return desk.signedOut; }));
    lee.engine().sendText(received.conversation, QStringLiteral("For the next shift"),
                          Urgency::Fyi);
    desk.restart();
    desk.signIn();
    REQUIRE(desk.waitFor(Step::Open));
    REQUIRE(desk.waitForMessage("For the next shift"));

    // Nothing was shown twice.
    int stats = 0;
    desk.engine().openConversation(toLee);
    for (const auto& message : desk.messages)
        stats += message.text.string() == QStringLiteral("Chest pain in room 2") ? 1 : 0;
    CHECK(stats == 1);
}

TEST_CASE("a wrong code, a used code and a wrong password are told apart", "[live]")
{
    NEED_RELAY();
    LivePerson desk(*relay, "desk-b");
    desk.submitPassword("wrong password");
    REQUIRE(desk.waitForProblem(ProblemKind::WrongPassword));
    REQUIRE(desk.waitFor(Step::Password));
    desk.submitPassword();
    REQUIRE(desk.waitFor(Step::Code));
    desk.engine().submitCode(QStringLiteral("000000"));
    REQUIRE(desk.waitForProblem(ProblemKind::WrongCode));
    CHECK(desk.stage.step == Step::Code);
    const auto code = QString::fromStdString(freshCode(relay->value("desk-b.totp")));
    desk.engine().submitCode(code);
    REQUIRE(desk.waitFor(Step::VaultRecoveryCode));

    LivePerson again(*relay, "desk-b");
    again.submitPassword();
    REQUIRE(again.waitFor(Step::Code));
    again.engine().submitCode(code);
    REQUIRE(again.waitForProblem(ProblemKind::CodeAlreadyUsed));
}
