// SPDX-License-Identifier: GPL-3.0-or-later
// The relay goes away at the worst moments and comes back.
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

namespace {

/// After several vain tries the next one is some seconds away: longer than one wait.
bool waitBackOnline(LivePerson& person)
{
    return person.waitOnline() || person.waitOnline();
}

void waitAMoment()
{
    const auto until = SystemClock{}.bootNow() + std::chrono::milliseconds{300};
    LiveSession::wait([&] { return SystemClock{}.bootNow() > until; });
}

/// How often `text` is in the conversation that `person` has open.
auto shown(const LivePerson& person, const std::string& text)
{
    return std::ranges::count(person.messages, text, [](const MessageSnapshot& message) {
        return message.text.string().toStdString();
    });
}

}  // namespace

TEST_CASE("A relay that dies in mid-login leaves the password page, and the code is still good",
          "[live]")
{
    NEED_RELAY();
    relay->addPerson("waits");
    LivePerson person(*relay, "waits");
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Code));
    relay->halt();
    waitAMoment();  // the break is noticed while the person types
    person.submitCode();
    CHECK(told(person, ProblemKind::RelayUnreachable));
    CHECK(person.waitFor(Step::Password));
    relay->resume();
    person.signIn();
    CHECK(person.waitFor(Step::Open));
    CHECK(person.waitOnline());
}

TEST_CASE("A relay that dies while the recovery code is written down is found again", "[live]")
{
    NEED_RELAY();
    relay->addPerson("writes");
    LivePerson person(*relay, "writes");
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Code));
    person.submitCode();
    REQUIRE(person.waitFor(Step::VaultRecoveryCode));
    relay->halt();
    CHECK(LiveSession::wait([&] { return person.connection == Connection::Offline; }));
    relay->resume();
    person.engine().confirmCodesKept();
    CHECK(person.waitFor(Step::Open));
    CHECK(waitBackOnline(person));
}

TEST_CASE("A relay that dies while people work comes back by itself; nothing is lost or doubled",
          "[live]")
{
    NEED_RELAY();
    relay->addPerson("ann");
    relay->addPerson("ben");
    LivePerson ann(*relay, "ann");
    LivePerson ben(*relay, "ben");
    ann.signIn();
    ben.signIn();
    REQUIRE(ann.waitOnline());
    REQUIRE(ben.waitOnline());
    const auto toBen = ann.conversationWith(ben);
    ann.engine().sendText(toBen, QStringLiteral("before"), Urgency::Fyi);
    REQUIRE(ben.waitForMessage("before"));
    ann.problems.clear();  // while his keys were not published yet

    relay->halt();
    REQUIRE(LiveSession::wait([&] {
        return ann.connection == Connection::Offline && ben.connection == Connection::Offline;
    }));
    ann.engine().sendText(toBen, QStringLiteral("meanwhile"), Urgency::Action);
    REQUIRE(ann.waitForMessage("meanwhile"));
    CHECK(ann.message("meanwhile")->delivery < Delivery::Relayed);
    ann.engine().saveDraft(toBen, QStringLiteral("half"), {});

    // Locked in the outage: the password opens nothing until the relay gives its share.
    ben.restart(ben.lock());
    REQUIRE(ben.waitFor(Step::Unlock));
    ben.submitPassword();
    CHECK(told(ben, ProblemKind::RelayUnreachable));
    CHECK(ben.stage.step == Step::Unlock);

    relay->resume();
    REQUIRE(waitBackOnline(ann));
    REQUIRE(waitBackOnline(ben));
    CHECK(ben.stage.step == Step::Unlock);
    ben.submitPassword();
    REQUIRE(ben.waitFor(Step::Open));
    REQUIRE(ben.waitForMessage("meanwhile"));
    CHECK(LiveSession::wait(
        [&] { return ann.message("meanwhile")->delivery >= Delivery::Delivered; }));
    CHECK(shown(ben, "meanwhile") == 1);
    CHECK(shown(ann, "meanwhile") == 1);
    ben.engine().openConversation(ben.message("meanwhile")->conversation);
    CHECK(ben.waitForMessage("before"));
    CHECK(shown(ben, "meanwhile") == 1);
    ann.engine().openConversation(toBen);
    CHECK(ann.draft == QStringLiteral("half"));
    CHECK(ann.problems == std::vector<ProblemKind>{});
}
