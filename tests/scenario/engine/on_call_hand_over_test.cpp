// SPDX-License-Identifier: GPL-3.0-or-later
// A role is handed over with its open items; nobody but the two decides about it.
#include "tests/scenario/engine/on_call.h"
#include "tests/scenario/engine/outsider.h"

using namespace sotto;
using namespace sotto::test;
using Names = std::vector<std::string>;
using Texts = std::vector<std::string>;

namespace {

struct Shift : OnCallClinic {
    Shift()
    {
        lee.claim();
        desk.ask("chest pain in room 4", Urgency::Concern);
        desk.ask("call back about room 7");
        desk.ask("for your information", Urgency::Fyi);
        noa.send(lee.address(), "not to the role", Urgency::Action);
        settle();
        time.advance(std::chrono::seconds{1});
    }

    void offer()
    {
        lee.engine().offerOnCall(QStringLiteral("cardiology"),
                                 QString::fromStdString(kKim.toString()));
        settle();
    }

    void answer(bool yes)
    {
        REQUIRE(kim.offers.size() == 1);
        kim.engine().answerOnCallOffer(kim.offers.front().id, yes);
        settle();
    }
};

}  // namespace

TEST_CASE("a role goes to a colleague with its open items, and their authors know", "[on-call]")
{
    Shift shift;
    CHECK(shift.lee.role().openItems == 2);
    shift.offer();
    CHECK(shift.lee.role().offeredTo.string() == QStringLiteral("kim"));
    REQUIRE(shift.kim.offers.size() == 1);
    CHECK(shift.kim.offers.front().openItems == 2);
    CHECK(shift.kim.offers.front().from.string() == QStringLiteral("lee"));
    CHECK(shift.kim.texts(kLee).empty());  // nothing goes before they say yes
    shift.answer(true);
    CHECK(shift.kim.role().byUs);
    CHECK(shift.kim.offers.empty());
    CHECK(shift.desk.goesTo() == Names{"kim"});
    CHECK(shift.desk.role().alsoClaimedBy.isEmpty());
    CHECK(shift.kim.texts(kLee) == Texts{"chest pain in room 4", "call back about room 7"});
    const auto& got = *shift.kim.message("chest pain in room 4");
    CHECK(got.urgency == Urgency::Concern);
    CHECK(got.onCall.string() == QStringLiteral("On-call cardiology"));
    CHECK(got.onCallAuthor.string() == QStringLiteral("desk"));
    CHECK(shift.kim.role().openItems == 2);
    CHECK(shift.lee.role().openItems == 0);
    CHECK(shift.lee.items.size() == 3);  // noa's own, and two that kim shall act on
    CHECK(shift.desk.lines(kLee) ==
          Texts{"chest pain in room 4", "call back about room 7", "for your information",
                "[passed on to kim]", "[passed on to kim]"});
    CHECK(shift.lee.events.back() == OnCallEvent::Kind::HandedOver);
    CHECK(shift.kim.events == std::vector{OnCallEvent::Kind::TakenOver});
    checkWire(shift, {"chest pain", "cardiology"});
}

TEST_CASE("what was handed over can be handed on, and its author hears from each", "[on-call]")
{
    Shift shift;
    shift.offer();
    shift.answer(true);
    shift.time.advance(std::chrono::seconds{1});
    shift.kim.engine().offerOnCall(QStringLiteral("cardiology"),
                                   QString::fromStdString(kLee.toString()));
    shift.settle();
    REQUIRE(shift.lee.offers.size() == 1);
    shift.lee.engine().answerOnCallOffer(shift.lee.offers.front().id, true);
    shift.settle();
    CHECK(shift.desk.goesTo() == Names{"lee"});
    CHECK(shift.desk.lines(kLee) ==
          Texts{"chest pain in room 4", "call back about room 7", "for your information",
                "[passed on to kim]", "[passed on to kim]", "[passed on to lee]",
                "[passed on to lee]"});
}

TEST_CASE("who declines gets nothing, and the role stays", "[on-call]")
{
    Shift shift;
    shift.offer();
    shift.answer(false);
    CHECK(shift.kim.texts(kLee).empty());
    CHECK(shift.kim.offers.empty());
    CHECK(shift.lee.role().byUs);
    CHECK(shift.lee.role().offeredTo.isEmpty());
    CHECK(shift.desk.goesTo() == Names{"lee"});
}

TEST_CASE("an answer while the other is locked counts at their unlock, once", "[on-call]")
{
    Shift shift;
    shift.offer();
    shift.lee.begin(shift.lee.lock());
    shift.wait();
    shift.answer(true);
    CHECK(shift.desk.goesTo() == Names{"kim"});
    CHECK(shift.kim.texts(kLee).empty());
    shift.lee.unlock();
    shift.wait();
    CHECK(shift.kim.texts(kLee) == Texts{"chest pain in room 4", "call back about room 7"});
    CHECK_FALSE(shift.lee.role().lost);
    shift.lee.begin(shift.lee.lock());
    shift.lee.unlock();
    shift.wait();
    CHECK(shift.kim.texts(kLee).size() == 2);
}

TEST_CASE("an offer ends, also for one who hears of it late", "[on-call]")
{
    Shift shift;
    SECTION("it is not shown any more, to either")
    {
        shift.offer();
        REQUIRE(shift.kim.offers.size() == 1);
        shift.time.advance(std::chrono::minutes{31});
        CHECK(shift.kim.offers.empty());
        CHECK(shift.lee.role().offeredTo.isEmpty());
    }
    SECTION("nor to one who was locked meanwhile")
    {
        shift.kim.begin(shift.kim.lock());
        shift.offer();
        shift.time.advance(std::chrono::minutes{31});
        shift.kim.unlock();
        shift.wait();
        CHECK(shift.kim.offers.empty());
    }
    CHECK(shift.kim.texts(kLee).empty());
}

TEST_CASE("a yes that was said too late counts for nothing", "[on-call][hostile]")
{
    Shift shift;
    shift.offer();
    const auto id = shift.kim.offers.front().id;
    shift.lee.begin(shift.lee.lock());
    shift.time.advance(std::chrono::minutes{20});
    SECTION("by the clock of who asked")
    {
        shift.answer(true);
        shift.time.advance(std::chrono::hours{9});  // the claim has ended, too
    }
    SECTION("while the one who said it holds the role no more")
    {
        shift.answer(true);
        shift.kim.release();
    }
    shift.lee.unlock();
    shift.wait();
    CHECK(shift.kim.texts(kLee).empty());
    CHECK(shift.lee.items.size() >= 3);
}

TEST_CASE("a role is offered only by its holder, to one who may hold it", "[on-call]")
{
    Shift shift;
    shift.lee.engine().offerOnCall(QStringLiteral("cardiology"),
                                   QString::fromStdString(kNoa.toString()));
    shift.kim.engine().offerOnCall(QStringLiteral("cardiology"),
                                   QString::fromStdString(kLee.toString()));
    shift.settle();
    CHECK(shift.lee.problems == std::vector{ProblemKind::OnCallNotChanged});
    CHECK(shift.kim.problems == std::vector{ProblemKind::OnCallNotChanged});
    CHECK(shift.noa.offers.empty());
    CHECK(shift.lee.offers.empty());
}

TEST_CASE("a yes counts only from the one who was asked", "[on-call][hostile]")
{
    Shift shift;
    shift.offer();
    Outsider mallory(shift, "mallory");
    shift.relay.sendAs(
        mallory.full(),
        mallory.seal(kLee, "m-1",
                     xmpp::OnCallAnswer{shift.kim.offers.front().id.toStdString(), true}));
    shift.relay.sendAs(mallory.full(),
                       mallory.seal(kKim, "m-2", xmpp::OnCallOffer{"o-1", "cardiology", 1}));
    shift.settle();
    CHECK(shift.lee.role().byUs);
    CHECK(shift.kim.offers.size() == 1);  // mallory holds nothing to offer
    CHECK(shift.kim.texts(kLee).empty());
}
