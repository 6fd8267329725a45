// SPDX-License-Identifier: GPL-3.0-or-later
// A role on call at a real relay: claimed, seen by a colleague, written to, given up at sign-out.
#include "tests/live/engine/told.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

namespace {

const QString kRole = QStringLiteral("cardiology");

LivePerson::Adjust withRoles(const Jid& holder)
{
    return [holder](engine::EngineSettings& settings) {
        settings.roles.inForce = true;
        settings.roles.list.serial = 1;
        settings.roles.list.roles["cardiology"] = {
            .members = {holder}, .onCall = true, .title = "On-call cardiology"};
    };
}

/// The role as that person is shown it now.
struct Seen {
    explicit Seen(LivePerson& person)
    {
        QObject::connect(&person.engine(), &Client::onCallChanged, &person.engine(),
                         [this](const QList<OnCallSnapshot>& all) {
                             if (!all.isEmpty())
                                 role = all.front();
                         });
        QObject::connect(&person.engine(), &Client::onCallStarted, &person.engine(),
                         [this](const QString&, ConversationId id) { started = id; });
    }

    OnCallSnapshot role;
    ConversationId started{};
};

}  // namespace

TEST_CASE("a role is claimed, seen before sending, and given up at sign-out", "[live][on-call]")
{
    NEED_RELAY();
    relay->addPerson("holder");
    relay->addPerson("asker");
    const auto holds = *Jid::parseAccount(relay->value("holder.address"));
    LivePerson holder(*relay, "holder", withRoles(holds));
    LivePerson asker(*relay, "asker", withRoles(holds));
    Seen byHolder(holder);
    Seen byAsker(asker);
    for (auto* person : {&holder, &asker}) {
        person->signIn();
        REQUIRE(person->waitOnline());
    }
    holder.engine().claimOnCall(kRole, 3600);
    REQUIRE(LiveSession::wait([&] { return byHolder.role.byUs; }));
    asker.engine().lookAtOnCall();
    REQUIRE(LiveSession::wait([&] { return byAsker.role.isHeld(); }));
    asker.engine().startOnCall(kRole);
    REQUIRE(LiveSession::wait([&] { return byAsker.started.value != 0; }));
    Request request;
    request.urgency = Urgency::Action;
    asker.engine().sendToOnCall(byAsker.started,
                                {kRole, {QString::fromStdString(holder.address())}},
                                QStringLiteral("chest pain in room 4"), request);
    REQUIRE(holder.waitForMessage("chest pain in room 4"));
    CHECK(holder.message("chest pain in room 4")->onCall.string() ==
          QStringLiteral("On-call cardiology"));
    holder.engine().signOut();
    REQUIRE(LiveSession::wait([&] {
        asker.engine().lookAtOnCall();
        return !byAsker.role.isHeld();
    }));
}
