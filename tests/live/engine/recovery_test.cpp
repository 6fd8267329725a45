// SPDX-License-Identifier: GPL-3.0-or-later
// What an administrator does at a real relay, and how the person comes back to their messages.
#include "tests/live/engine/told.h"
#include "tests/support/fake_key_chain.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;
using Step = SignInStage::Step;

TEST_CASE("A password changed at the relay: the old one opens once more, then the new one",
          "[live]")
{
    NEED_RELAY();
    relay->addPerson("changed");
    LivePerson person(*relay, "changed");
    person.signIn();
    REQUIRE(person.waitOnline());
    const auto kept = Kept::make(person);
    const auto old = relay->value("changed.password");
    person.restart(person.lock());
    REQUIRE(person.waitOnline());

    relay->changePassword("changed");  // which ends tokens and sessions
    person.restart();
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Code));
    person.submitCode();
    REQUIRE(told(person, ProblemKind::VaultPasswordOld));
    REQUIRE(person.waitFor(Step::EnterOldPassword));
    person.engine().submitOldPassword(SecretBytes(viewOf("not that one")));
    REQUIRE(told(person, ProblemKind::WrongOldPassword));
    REQUIRE(person.waitFor(Step::EnterOldPassword));
    person.engine().submitOldPassword(SecretBytes(viewOf(old)));
    REQUIRE(person.waitFor(Step::Open));
    CHECK(kept.isThere(person));
    requireOpensAgain(person, kept);
}

TEST_CASE("A lost code device: sotto-relay user reset-mfa, a new one is set up, all is there",
          "[live]")
{
    NEED_RELAY();
    relay->addPerson("phoneless");
    LivePerson person(*relay, "phoneless");
    person.signIn();
    REQUIRE(person.waitOnline());
    const auto kept = Kept::make(person);
    auto handOver = person.lock();

    relay->resetCode("phoneless");
    person.restart(std::move(handOver));  // its token is dead, too
    REQUIRE(person.waitFor(Step::Password));
    person.submitPassword();
    REQUIRE(person.waitFor(Step::SetUpCode));
    person.submitCode();
    REQUIRE(person.waitFor(Step::Open));
    CHECK(kept.isThere(person));
}

TEST_CASE("Without the relay a laptop opens through its window, and comes back with a sign-in",
          "[live]")
{
    NEED_RELAY();
    relay->addPerson("rider");
    FakeKeyChain chain;
    LivePerson person(*relay, "rider", [&](engine::EngineSettings& settings) {
        settings.offlineGrace = std::chrono::hours{24};
        settings.bootId = "this start";
        settings.makeKeyChain = [&] { return chain.open(); };
    });
    person.signIn();
    REQUIRE(person.waitOnline());
    const auto kept = Kept::make(person);
    (void)person.lock();
    relay->halt();

    person.restart();
    person.submitPassword("not the password");
    REQUIRE(told(person, ProblemKind::WrongPassword));
    REQUIRE(person.waitFor(Step::Password));
    person.submitPassword();
    REQUIRE(person.waitFor(Step::Open));
    CHECK(person.stage.way == SignInStage::Way::Offline);
    CHECK(person.stage.failed.count == 1);
    CHECK(kept.isThere(person));
    (void)person.lock();

    relay->resume();
    person.restart();
    person.signIn();
    REQUIRE(person.waitFor(Step::Open));
    CHECK(person.waitOnline());
    CHECK(kept.isThere(person));
}

TEST_CASE("A PIN unlocks with the share of a real relay", "[live]")
{
    NEED_RELAY();
    relay->addPerson("pinned");
    LivePerson person(*relay, "pinned", [](engine::EngineSettings& settings) {
        settings.pinAllowed = true;
        settings.pinMaxAge = std::chrono::hours{8};
        settings.bootId = "this start";
    });
    person.signIn();
    REQUIRE(person.waitOnline());
    const auto kept = Kept::make(person);
    std::optional<PinAnswer> answer;
    QObject::connect(&person.engine(), &Client::pinAnswered, &person.engine(),
                     [&](PinAnswer given) { answer = given; });
    person.engine().setPin(SecretBytes(viewOf(relay->value("pinned.password"))),
                           SecretBytes(viewOf("492837")));
    REQUIRE(LiveSession::wait([&] { return answer.has_value(); }));
    REQUIRE(*answer == PinAnswer::Set);

    person.restart(person.lock());
    REQUIRE(person.waitOnline());
    REQUIRE(person.stage.hasPin);
    person.engine().submitPin(SecretBytes(viewOf("492838")));
    REQUIRE(told(person, ProblemKind::WrongPin));
    REQUIRE(person.waitFor(Step::Unlock));
    person.engine().submitPin(SecretBytes(viewOf("492837")));
    REQUIRE(person.waitFor(Step::Open));
    CHECK(person.stage.way == SignInStage::Way::Pin);
    CHECK(person.stage.failed.count == 1);
    CHECK(kept.isThere(person));
}
