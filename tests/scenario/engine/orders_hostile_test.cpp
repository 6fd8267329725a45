// SPDX-License-Identifier: GPL-3.0-or-later
// What pretends to be an order and is none is never shown as one.
#include "core/omemo/order_signature.h"
#include "tests/scenario/engine/orders.h"
#include "tests/scenario/engine/repair.h"

using namespace sotto;
using namespace sotto::test;
using namespace std::chrono_literals;

namespace {

/// The nurse, and lee without an engine: signs and seals whatever a test wants.
struct Ward : World {
    explicit Ward(const std::string& author = "lee") : lee(*this, author), kim(*this, "kim")
    {
        kim.signIn();
        seal("m-0", xmpp::TextMessage{"hello", {}});
    }

    OrderWords words()
    {
        return {"o-1", lee.address(), kim.address(), kJane, kOrder, toMs(time.wallNow()), -300, {}};
    }

    xmpp::TextMessage sign(OrderWords words)
    {
        const auto signature = lee.sign(words);
        xmpp::TextMessage text{words.text, {Urgency::Action, std::nullopt}};
        text.patient = words.patient;
        text.order = xmpp::OrderMark{words.atMs, words.utcOffsetMin, words.by, signature};
        return text;
    }

    void seal(const std::string& id, const xmpp::Content& content)
    {
        relay.sendAs(lee.full(), lee.seal(kim.address(), id, content));
        settle();
    }

    /// The card that stands in its place, and nothing that could be acted upon.
    void checkRefused()
    {
        const auto page = kim.page(lee.address());
        REQUIRE(page.size() == 2);
        const auto& card = page.back();
        CHECK(card.kind == MessageSnapshot::Kind::Undecryptable);
        CHECK(card.card.state == CardSnapshot::State::BadOrder);
        CHECK_FALSE(card.order);
        CHECK(card.text.isEmpty());
        CHECK(kim.items.isEmpty());
        time.advance(1h);  // and is asked for by nobody
        CHECK(kim.page(lee.address()).size() == 2);
    }

    Outsider lee;
    OrderPerson kim;
};

}  // namespace

TEST_CASE("an order that another program has signed counts as one", "[order]")
{
    Ward ward;
    ward.seal("o-1", ward.sign(ward.words()));
    const auto order = ward.kim.order(ward.lee.address());
    CHECK(order.text.string() == QLatin1String(kOrder));
    CHECK(order.order->utcOffsetMin == -300);
    CHECK(order.open);
}

TEST_CASE("an order whose signature does not hold is a card", "[order][hostile]")
{
    Ward ward;
    auto text = ward.sign(ward.words());
    std::string id = "o-1";
    SECTION("another text")
    {
        text.body = "Potassium chloride 200 mEq by mouth now";
    }
    SECTION("another patient")
    {
        text.patient->number = "00-884472";
    }
    SECTION("another time")
    {
        text.order->atMs -= 60'000;
    }
    SECTION("no signature")
    {
        text.order->signature.assign(xmpp::kOrderSignatureSize, 0);
    }
    SECTION("of an order that was given before")
    {
        id = "o-2";
    }
    SECTION("by a device that nobody has met")
    {
        text.order->by = DeviceId{4711};
    }
    SECTION("for somebody else")
    {
        auto words = ward.words();
        words.recipient = *Jid::parseAccount("max@clinic.example");
        text = ward.sign(words);
    }
    SECTION("by somebody else")
    {
        auto words = ward.words();
        words.author = *Jid::parseAccount("max@clinic.example");
        text = ward.sign(words);
    }
    ward.seal(id, text);
    ward.checkRefused();
}

TEST_CASE("an order by or for somebody whom the clinic does not list is a card", "[order][hostile]")
{
    auto rules = orderRoles();
    SECTION("its author")
    {
        rules.list.roles["physician"].members.clear();
    }
    SECTION("its recipient")
    {
        rules.list.roles["nurse"].members.clear();
    }
    SECTION("orders are off")
    {
        rules.orders.enabled = false;
    }
    SECTION("there is no list")
    {
        rules.inForce = false;
    }
    Ward ward;
    ward.kim.engine().setRoleRules(rules);
    ward.seal("o-1", ward.sign(ward.words()));
    ward.checkRefused();
}

TEST_CASE("an order that came once does not come again, whatever it says", "[order][hostile]")
{
    Ward ward;
    ward.seal("o-1", ward.sign(ward.words()));
    auto words = ward.words();
    words.text = "Another text under the same id";
    ward.seal("o-1", ward.sign(words));
    CHECK(ward.kim.order(ward.lee.address()).text.string() == QLatin1String(kOrder));
    CHECK(ward.kim.page(ward.lee.address()).size() == 2);
}

TEST_CASE("nobody but its author cancels an order, and nobody answers for its recipient",
          "[order][hostile]")
{
    OrderWard ward;
    Outsider max(ward, "max");
    ward.give();
    const auto before = ward.relay.sent.size();
    REQUIRE(before > 0);
    const auto copies = copiesFrom(ward, ward.lee.address());
    for (const auto& [id, xml] : copies)
        for (const auto& to : {ward.kim.address(), ward.lee.address()}) {
            ward.relay.sendAs(max.full(), max.seal(to, "r-" + id + to.local(), xmpp::Recall{id}));
            ward.relay.sendAs(
                max.full(),
                max.seal(to, "a-" + id + to.local(), xmpp::Acknowledgement{id, Answer::Completed}));
        }
    ward.settle();
    CHECK(ward.atKim().order->cancelledAtMs == 0);
    CHECK(ward.atLee().order->cancelledAtMs == 0);
    CHECK(ward.atLee().doneAtMs == 0);
    CHECK(ward.atLee().open);
}

TEST_CASE("an order does not end because a recipient's program says no", "[order][hostile]")
{
    World world;
    OrderPerson lee(world, "lee");
    Outsider kim(world, "kim");
    lee.signIn();
    world.settle();
    world.relay.sendAs(kim.full(), kim.seal(lee.address(), "m-0", xmpp::TextMessage{"hello", {}}));
    world.settle();
    REQUIRE(lee.prepare(kim.address()) == OrderHindrance::None);
    REQUIRE(lee.sign() == OrderHindrance::None);
    world.settle();
    const auto id = lee.prepared.sheet.id.toStdString();
    for (const auto answer : {Answer::Declined, Answer::Accepted}) {
        world.relay.sendAs(kim.full(),
                           kim.seal(lee.address(), "a-" + std::string{toName(answer)},
                                    xmpp::Acknowledgement{id, answer}));
        world.settle();
        CHECK(lee.order(kim.address()).open);
        CHECK(lee.order(kim.address()).declinedAtMs == 0);
    }
    world.relay.sendAs(
        kim.full(), kim.seal(lee.address(), "a-2", xmpp::Acknowledgement{id, Answer::Completed}));
    world.settle();
    CHECK_FALSE(lee.order(kim.address()).open);
}

TEST_CASE("an order that was damaged on its way comes again, signed as it was", "[order]")
{
    OrderWard ward;
    HeldMessages held(ward, ward.kim.address());
    ward.give();
    held.stop();
    REQUIRE(held.stanzas.size() == 1);
    ward.relay.account(ward.kim.address())->archive.back().message = tampered(held.stanzas[0]);
    ward.relay.inject(ward.kim.address(), tampered(held.stanzas[0]));
    ward.time.advance(5min);
    CHECK(ward.atKim().text.string() == QLatin1String(kOrder));
    CHECK(ward.atKim().open);
    CHECK(ward.kim.cards(ward.lee.address()) == 0);
}
