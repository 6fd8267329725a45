// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints of the activity log in a real relay's private node.
#include "core/xmpp/pubsub.h"
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

TEST_CASE("a checkpoint is kept in order, and nobody else can read it", "[live]")
{
    NEED_RELAY();
    relay->addPerson("anchored");
    relay->addPerson("curious");
    QStringList fetched;  // before the engine, which answers once more when it ends
    LivePerson person(*relay, "anchored");
    person.signIn();
    REQUIRE(person.waitOnline());
    QObject::connect(&person.engine(), &engine::Engine::anchorsFetched, &person.engine(),
                     [&](const QStringList& lines) { fetched = lines; });
    for (int i = 0; i < 30; ++i)
        person.engine().keepAnchor("checkpoint " + std::to_string(i));
    REQUIRE(LiveSession::wait([&] {
        person.engine().fetchAnchors();
        return fetched.size() == 30;
    }));
    CHECK(fetched.first() == QStringLiteral("checkpoint 0"));
    CHECK(fetched.last() == QStringLiteral("checkpoint 29"));

    LiveSession other(*relay);
    other.stream->start(other.request("curious"));
    REQUIRE(LiveSession::wait([&] { return !other.codeTasks.empty(); }));
    other.stream->submitCode(freshCode(relay->value("curious.totp")));
    REQUIRE(other.waitOnline());
    const auto answer = other.ask(xmpp::buildItemsRequest(
        {"urn:x-sotto:audit:0", *Jid::parseAccount(person.address()), {}, std::nullopt}));
    REQUIRE_FALSE(answer);
    CHECK((answer.error().code == Errc::Denied || answer.error().code == Errc::NotFound));
}
