// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds a role on call, as everybody sees it; and what the relay can do about it.
#include "tests/scenario/engine/on_call.h"

using namespace sotto;
using namespace sotto::test;
using Names = std::vector<std::string>;
using Texts = std::vector<std::string>;
using Events = std::vector<OnCallEvent::Kind>;

TEST_CASE("a role that nobody holds falls to the clinic's role for it", "[on-call]")
{
    OnCallClinic clinic;
    const auto role = clinic.desk.role();
    CHECK(role.title.string() == QStringLiteral("On-call cardiology"));
    CHECK_FALSE(role.isHeld());
    CHECK_FALSE(role.mayClaim);
    CHECK(role.fallsTo.string() == QStringLiteral("Charge nurse"));
    CHECK(clinic.desk.goesTo() == Names{"noa"});
    clinic.desk.ask("chest pain in room 4");
    CHECK(clinic.noa.texts(clinic.desk.address()) == Texts{"chest pain in room 4"});
    CHECK(clinic.noa.message("chest pain in room 4")->onCall.string() ==
          QStringLiteral("On-call cardiology"));
    CHECK(clinic.desk.message("chest pain in room 4")->onCall.string() ==
          QStringLiteral("On-call cardiology"));
}

TEST_CASE("who claims a role gets what is written to it, until they give it up", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    CHECK(clinic.lee.role().byUs);
    CHECK(clinic.lee.events == Events{OnCallEvent::Kind::Claimed});
    CHECK(clinic.desk.goesTo() == Names{"lee"});
    CHECK(clinic.desk.role().untilMs ==
          toMs(clinic.time.time().clock.wallNow()) + 8LL * 3600 * 1000);
    clinic.desk.ask("chest pain in room 4");
    CHECK(clinic.lee.texts(clinic.desk.address()) == Texts{"chest pain in room 4"});
    CHECK(clinic.noa.texts(clinic.desk.address()).empty());
    CHECK(clinic.lee.role().openItems == 1);
    checkWire(clinic, {"cardiology", "chest pain"});
    clinic.lee.release();
    CHECK_FALSE(clinic.lee.role().byUs);
    CHECK(clinic.desk.goesTo() == Names{"noa"});
    CHECK(clinic.lee.events == Events{OnCallEvent::Kind::Claimed, OnCallEvent::Kind::Released});
}

TEST_CASE("a claim ends by itself", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim(3600);
    CHECK(clinic.desk.goesTo() == Names{"lee"});
    clinic.time.advance(std::chrono::seconds{3601});
    CHECK(clinic.desk.goesTo() == Names{"noa"});
    CHECK_FALSE(clinic.lee.role().byUs);
    CHECK(clinic.lee.events == Events{OnCallEvent::Kind::Claimed, OnCallEvent::Kind::Released});
}

TEST_CASE("nobody claims for longer than policy lets them", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim(7 * 24 * 3600);
    CHECK(clinic.desk.role().untilMs ==
          toMs(clinic.time.time().clock.wallNow()) + 12LL * 3600 * 1000);
}

TEST_CASE("who may not hold a role cannot claim it, whatever they publish", "[on-call][hostile]")
{
    OnCallClinic clinic;
    clinic.noa.claim();
    CHECK(clinic.noa.problems == std::vector{ProblemKind::OnCallNotChanged});
    CHECK(clinic.noa.events.empty());
    auto rules = onCallRules();
    rules.list.roles["cardiology"].members.insert(kNoa);
    clinic.noa.engine().setRoleRules(rules);  // on their own machine
    clinic.noa.claim();
    CHECK(clinic.noa.role().byUs);
    CHECK(clinic.desk.goesTo() == Names{"noa"});  // it falls to them; but they do not hold it
    CHECK_FALSE(clinic.desk.role().isHeld());
}

TEST_CASE("the relay cannot make a claim, nor change one", "[on-call][hostile]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    auto word = clinic.word(kLee);
    SECTION("for another person")
    {
        clinic.plant(kKim, word);
    }
    SECTION("longer, or later")
    {
        word.set("serial", std::to_string(toMs(clinic.time.time().clock.wallNow()) + 1));
        clinic.plant(kLee, word);
        word.children.front().set("until", "1");
        clinic.plant(kLee, word);
    }
    SECTION("by a device that nobody knows")
    {
        word.set("by", "4711").set("serial", "1795356000009");
        clinic.plant(kKim, word);
    }
    SECTION("rubbish")
    {
        clinic.plant(kLee, xmpp::Element{"on-call", omemo::kOnCallNs});
    }
    CHECK(clinic.desk.goesTo() == Names{"lee"});
    CHECK(clinic.desk.role().alsoClaimedBy.isEmpty());
}

TEST_CASE("an old word that is shown again does not bring a claim back", "[on-call][hostile]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    const auto old = clinic.word(kLee);
    clinic.lee.release();
    clinic.kim.claim();
    clinic.plant(kLee, old);
    CHECK(clinic.desk.goesTo() == Names{"kim"});
    CHECK(clinic.desk.role().alsoClaimedBy.isEmpty());
    clinic.desk.begin(clinic.desk.lock());  // also by one who was away
    clinic.desk.unlock();
    clinic.wait();
    CHECK(clinic.desk.goesTo() == Names{"kim"});
    CHECK(clinic.desk.role().alsoClaimedBy.isEmpty());
}

TEST_CASE("of two claims the later one holds, and all three see both", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    clinic.time.advance(std::chrono::seconds{1});
    clinic.kim.claim();
    CHECK(clinic.desk.goesTo() == Names{"kim"});
    CHECK(clinic.desk.role().alsoClaimedBy.string() == QStringLiteral("lee"));
    CHECK(clinic.kim.role().byUs);
    CHECK(clinic.kim.role().alsoClaimedBy.string() == QStringLiteral("lee"));
    CHECK_FALSE(clinic.lee.role().byUs);
    CHECK(clinic.lee.role().lost);
    clinic.kim.release();
    CHECK(clinic.desk.goesTo() == Names{"lee"});
    CHECK(clinic.lee.role().byUs);
}

TEST_CASE("what is written for one holder does not go to another one", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    clinic.desk.engine().startOnCall(QStringLiteral("cardiology"));
    const OnCallAddress shown{QStringLiteral("cardiology"),
                              {QString::fromStdString(kLee.toString())}};
    clinic.time.advance(std::chrono::seconds{1});
    clinic.kim.claim();
    clinic.desk.askShown(shown, "chest pain in room 4");
    CHECK(clinic.desk.problems == std::vector{ProblemKind::OnCallMoved});
    CHECK(clinic.desk.draft == QStringLiteral("chest pain in room 4"));
    CHECK(clinic.desk.draftRole == QStringLiteral("cardiology"));
    CHECK(clinic.lee.texts(clinic.desk.address()).empty());
    CHECK(clinic.kim.texts(clinic.desk.address()).empty());
    clinic.desk.ask("chest pain in room 4");
    CHECK(clinic.kim.texts(clinic.desk.address()) == Texts{"chest pain in room 4"});
}

TEST_CASE("what is being written to a role is still for it after a lock", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    const auto in = clinic.desk.conversationWith(clinic.lee.address());
    clinic.desk.engine().saveDraft(in, QStringLiteral("chest p"), QStringLiteral("cardiology"));
    clinic.desk.begin(clinic.desk.lock());
    clinic.desk.unlock();
    clinic.wait();
    clinic.desk.engine().openConversation(in);
    CHECK(clinic.desk.draft == QStringLiteral("chest p"));
    CHECK(clinic.desk.draftRole == QStringLiteral("cardiology"));
    clinic.desk.engine().sendText(in, QStringLiteral("chest pain"), Urgency::Fyi);
    clinic.wait();
    clinic.desk.engine().openConversation(in);
    CHECK(clinic.desk.draft.isEmpty());
    CHECK(clinic.desk.draftRole.isEmpty());
}

TEST_CASE("who alone gets what is written to a role is told so", "[on-call]")
{
    OnCallClinic clinic;
    clinic.noa.engine().startOnCall(QStringLiteral("cardiology"));
    CHECK(clinic.noa.problems == std::vector{ProblemKind::OnCallNobody});
}

TEST_CASE("a lock keeps the role, a sign-out gives it up, locked or not", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    auto handOver = clinic.lee.lock();
    CHECK_FALSE(handOver.onCallRelease.empty());
    clinic.lee.begin(std::move(handOver));
    clinic.wait();
    CHECK(clinic.desk.goesTo() == Names{"lee"});
    SECTION("locked, by its deadline")
    {
        clinic.lee.engine().endShift();
        clinic.wait();
        CHECK(clinic.desk.goesTo() == Names{"noa"});
    }
    SECTION("open again, by the person")
    {
        clinic.lee.unlock();
        clinic.wait();
        CHECK(clinic.lee.role().byUs);
        clinic.lee.engine().signOut();
        clinic.wait();
        CHECK(clinic.desk.goesTo() == Names{"noa"});
    }
    clinic.lee.begin();
    clinic.lee.signIn();
    CHECK_FALSE(clinic.lee.role().byUs);
    clinic.time.advance(std::chrono::seconds{1});
    clinic.lee.claim();
    CHECK(clinic.desk.goesTo() == Names{"lee"});
}

TEST_CASE("offline nothing is claimed, and what is known still holds", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    clinic.relay.dropConnection(kKim);
    clinic.kim.claim();
    CHECK(clinic.kim.problems.back() == ProblemKind::OnCallNotChanged);
    CHECK(clinic.desk.role().isHeld());
}

TEST_CASE("that a role is given up is told when the relay has it, at a sign-out, too", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    SECTION("it takes the word")
    {
        clinic.lee.engine().signOut();
        CHECK(clinic.lee.events == Events{OnCallEvent::Kind::Claimed});  // not before
        clinic.settle();
        CHECK(clinic.lee.events == Events{OnCallEvent::Kind::Claimed, OnCallEvent::Kind::Released});
    }
    SECTION("the connection breaks before it has it")
    {
        clinic.relay.silent = true;
        clinic.lee.engine().signOut();
        clinic.time.advance(std::chrono::minutes{1});
        CHECK(clinic.lee.events == Events{OnCallEvent::Kind::Claimed});
    }
}

TEST_CASE("a claim that ends while nobody looks is told once, at the next stream", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim(3600);
    const Events both{OnCallEvent::Kind::Claimed, OnCallEvent::Kind::Released};
    SECTION("locked")
    {
        clinic.lee.begin(clinic.lee.lock());
        clinic.time.advance(std::chrono::seconds{3601});
        clinic.lee.unlock();
        clinic.wait();
    }
    SECTION("offline")
    {
        clinic.relay.unreachable = true;
        clinic.relay.dropConnection(kLee);
        clinic.time.advance(std::chrono::seconds{3601});
        CHECK(clinic.lee.events == Events{OnCallEvent::Kind::Claimed});
        clinic.relay.unreachable = false;
        clinic.time.advance(std::chrono::minutes{5});
    }
    CHECK(clinic.lee.events == both);
    clinic.lee.begin(clinic.lee.lock());
    clinic.lee.unlock();
    clinic.wait();
    CHECK(clinic.lee.events == both);
}

TEST_CASE("under verified_only a word counts as soon as its device is compared", "[on-call][R-8]")
{
    OnCallClinic clinic;
    clinic.desk.adjust = [](engine::EngineSettings& settings) {
        settings.roles = onCallRules();
        settings.trust.mode = engine::TrustRules::Mode::VerifiedOnly;
    };
    clinic.desk.begin(clinic.desk.lock());
    clinic.desk.unlock();
    clinic.wait();
    clinic.lee.claim();
    CHECK_FALSE(clinic.desk.role().isHeld());
    const auto devices = clinic.desk.devices(kLee);
    REQUIRE(devices.size() == 1);
    clinic.desk.engine().markCompared(QString::fromStdString(kLee.toString()), devices.front().id,
                                      devices.front().keyDigest);
    clinic.settle();
    CHECK(clinic.desk.role().isHeld());
    CHECK(clinic.desk.goesTo() == Names{"lee"});
}

TEST_CASE("an open item names the role to which it was written", "[on-call]")
{
    OnCallClinic clinic;
    clinic.lee.claim();
    clinic.desk.ask("chest pain in room 4");
    for (auto* person : {&clinic.desk, &clinic.lee}) {
        REQUIRE(person->items.size() == 1);
        CHECK(person->items.front().onCall.string() == QStringLiteral("On-call cardiology"));
    }
    clinic.time.advance(std::chrono::seconds{1});
    clinic.desk.send(kLee, "for you alone", Urgency::Action);
    clinic.settle();
    REQUIRE(clinic.lee.items.size() == 2);
    CHECK(clinic.lee.items.back().onCall.isEmpty());
}
