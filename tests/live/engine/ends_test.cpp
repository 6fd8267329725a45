// SPDX-License-Identifier: GPL-3.0-or-later
// Access that ends at the relay while the session is open.
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

namespace {

/// The question is asked at the next look, and there is one each ten seconds.
bool waitForEnd(const LivePerson& person)
{
    const auto ended = [&] { return person.handedOver() != nullptr; };
    return LiveSession::wait(ended) || LiveSession::wait(ended);
}

}  // namespace

TEST_CASE("An account that is deleted while its session is open ends it", "[live]")
{
    NEED_RELAY();
    relay->addPerson("gone");
    LivePerson person(*relay, "gone");
    person.signIn();
    REQUIRE(person.waitOnline());
    relay->deletePerson("gone");
    REQUIRE(waitForEnd(person));
    CHECK(person.handedOver()->isEmpty());
    CHECK(person.handedOver()->why == ProblemKind::AccountDisabled);
    CHECK(told(person, ProblemKind::AccountDisabled));
}

TEST_CASE("A login that was withdrawn ends an open session, though its stream goes on", "[live]")
{
    NEED_RELAY();
    relay->addPerson("asked");
    LivePerson person(*relay, "asked", [](engine::EngineSettings& settings) {
        settings.checkAccessEvery = std::chrono::seconds{1};
    });
    person.signIn();
    REQUIRE(person.waitOnline());

    // Questions that are answered leave the session and its token alone.
    const auto until = SystemClock{}.bootNow() + std::chrono::seconds{12};
    while (SystemClock{}.bootNow() < until)
        LiveSession::wait([&] { return SystemClock{}.bootNow() > until; });
    CHECK(person.connection == Connection::Online);
    REQUIRE_FALSE(person.handedOver());

    relay->withdrawTokens("asked");
    REQUIRE(waitForEnd(person));
    CHECK(person.handedOver()->isEmpty());
    CHECK(person.handedOver()->why == ProblemKind::AccessWithdrawn);
}
