// SPDX-License-Identifier: GPL-3.0-or-later
// What could not be opened is asked for again and appears in its place.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/repair.h"
#include "tests/support/wire_watch.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using Lines = std::vector<std::string>;
using State = CardSnapshot::State;

namespace {

void copyVault(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

std::size_t reusedKeys(const World& world)
{
    WireWatch watch;
    for (const auto& one : world.relay.sent)
        watch.take(one.xml);
    CHECK(watch.unreadable() == 0);
    return watch.reused();
}

}  // namespace

TEST_CASE("a message that was damaged on its way is asked for and appears in its place")
{
    Talking world;
    if (GENERATE(true, false))
        world.breakNext(tampered);
    else
        world.breakNext(withGarbageKey);
    world.lee.send(world.desk.address(), "two", Urgency::Concern);
    world.lee.send(world.desk.address(), "three");
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "two", "three"});
    const auto* const healed = world.desk.message("two");
    REQUIRE(healed);
    CHECK(healed->urgency == Urgency::Concern);
    CHECK(healed->sentAtMs == world.lee.message("two")->sentAtMs);
    CHECK(world.lee.delivery("two") == Delivery::Delivered);
    CHECK(world.repairsFrom(world.desk.address()) == 1);
    CHECK(world.repairsFrom(world.lee.address()) <= 2);  // the message, a heartbeat
    CHECK(reusedKeys(world) == 0);

    world.desk.restart();  // the archive has the damaged copy and the good one
    world.desk.signIn();
    world.time.advance(std::chrono::minutes{10});
    CHECK(world.shown() == Lines{"one", "yes?", "two", "three"});
    CHECK(world.repairsFrom(world.desk.address()) == 1);
}

TEST_CASE("a session that one side lost heals, and what was sent in it is not lost")
{
    World world;
    world.relay.archivesForSender = false;  // or the older vault would know itself a copy (I7)
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    desk.kill();
    QTemporaryDir kept;
    const std::filesystem::path copy = kept.filePath(QStringLiteral("old")).toStdString();
    copyVault(desk.folder(), copy);
    desk.restart();
    desk.signIn();
    lee.send(desk.address(), "one");
    world.settle();
    desk.kill();
    lee.send(desk.address(), "two");
    world.settle();
    copyVault(copy, desk.folder());
    desk.restart();
    desk.signIn();
    world.settle();
    CHECK(desk.lines(lee.address()) == Lines{"one", "two"});
    CHECK(lee.delivery("two") == Delivery::Delivered);
    desk.send(lee.address(), "thanks");
    world.settle();
    CHECK(desk.delivery("thanks") == Delivery::Delivered);
}

TEST_CASE("a card keeps its place and its promise over restarts of either side")
{
    Talking world;
    world.desk.kill();
    world.lee.send(world.desk.address(), "four");
    world.settle();
    world.lee.kill();  // does not hear that it is asked
    auto& damaged = world.relay.account(world.desk.address())->archive.back().message;
    damaged = tampered(damaged);
    world.desk.restart();
    world.desk.signIn();
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "[card]"});
    CHECK(world.card().state == State::Asked);
    CHECK(world.card().askedAtMs > 0);
    world.desk.restart();
    world.desk.signIn();
    CHECK(world.shown() == Lines{"one", "yes?", "[card]"});
    CHECK(world.card().state == State::Asked);
    world.lee.restart();
    world.lee.signIn();
    CHECK(world.shown() == Lines{"one", "yes?", "four"});
    CHECK(world.repairsFrom(world.desk.address()) == 1);
    CHECK(reusedKeys(world) == 0);
}

TEST_CASE("a message that was never sent is said to be so, and may be asked for again by hand")
{
    Talking world;
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "two");
    world.settle();
    held.stop();
    world.relay.inject(world.desk.address(), renamed(held.stanzas.front(), "never-sent"));
    held.inject(0);
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "[card]", "two"});
    CHECK(world.card().state == State::NotThere);
    const auto asked = world.repairsFrom(world.desk.address());
    CHECK(asked == 1);

    world.desk.engine().askToResend(world.cardId());
    world.settle();
    CHECK(world.repairsFrom(world.desk.address()) == asked);  // within a minute: not again
    world.time.advance(std::chrono::minutes{2});
    CHECK(world.repairsFrom(world.desk.address()) == asked);  // nor by itself
    world.desk.engine().askToResend(world.cardId());
    world.settle();
    CHECK(world.repairsFrom(world.desk.address()) == asked + 1);
    CHECK(world.card().state == State::NotThere);
    world.desk.engine().askToResend(world.desk.message("two")->id);  // no card
    world.settle();
    CHECK(world.repairsFrom(world.desk.address()) == asked + 1);
}

TEST_CASE("a receipt that could not be read leaves no card, and its evidence comes again")
{
    Talking world;
    world.breakNext(tampered);
    world.desk.send(world.lee.address(), "potassium 6.1");
    world.settle();
    CHECK(world.shown() == Lines{"one", "yes?", "potassium 6.1"});
    CHECK(world.desk.delivery("potassium 6.1") == Delivery::Delivered);
}

TEST_CASE("a device that is no longer in use is not asked")
{
    Talking world;
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "two");
    world.settle();
    held.stop();
    world.lee.kill();
    auto& account = *world.relay.account(world.lee.address());
    world.relay.publish(account, std::string{omemo::kDevicesNs}, std::string{omemo::kCurrentItem},
                        omemo::buildDevices({}));
    world.relay.inject(world.desk.address(),
                       renamed(held.stanzas.front(), "from a device that is gone"));
    world.settle();
    CHECK(world.card().state == State::DeviceGone);
    CHECK(world.repairsFrom(world.desk.address()) == 0);
}

TEST_CASE("two that repair at once come to an end, with one new session each")
{
    Talking world;
    HeldMessages toDesk(world, world.desk.address());
    world.lee.send(world.desk.address(), "from lee");
    world.settle();
    HeldMessages toLee(world, world.lee.address());
    world.desk.send(world.lee.address(), "from the desk");
    world.settle();
    REQUIRE(toDesk.stanzas.size() == 1);
    REQUIRE(toLee.stanzas.size() == 1);
    toLee.stop();
    auto& relay = world.relay;
    const auto damage = [&](const Person& person, const xmpp::Element& stanza) {
        for (auto& archived : relay.account(person.address())->archive)
            if (xmpp::originId(archived.message) == xmpp::originId(stanza))
                archived.message = withGarbageKey(archived.message);
    };
    damage(world.desk, toDesk.stanzas.front());
    damage(world.lee, toLee.stanzas.front());
    relay.inject(world.desk.address(), withGarbageKey(toDesk.stanzas.front()));
    relay.inject(world.lee.address(), withGarbageKey(toLee.stanzas.front()));
    world.settle();
    CHECK(world.desk.lines(world.lee.address()).back() == "from lee");
    CHECK(world.lee.lines(world.desk.address()).back() == "from the desk");
    const auto written = relay.sent.size();
    world.time.advance(std::chrono::hours{3});
    CHECK(relay.sent.size() == written);
    CHECK(world.repairsFrom(world.desk.address()) <= 4);
    CHECK(world.repairsFrom(world.lee.address()) <= 4);
    CHECK(reusedKeys(world) == 0);
}

TEST_CASE("150 forged messages are asked for in two parts, and each is answered")
{
    Talking world;
    HeldMessages held(world, world.desk.address());
    world.lee.send(world.desk.address(), "two");
    world.settle();
    held.stop();
    const auto asked = world.repairsFrom(world.desk.address());
    for (int i = 0; i < 150; ++i)
        world.relay.inject(world.desk.address(),
                           renamed(held.stanzas.front(), "forged-" + std::to_string(i)));
    world.settle();
    world.time.advance(std::chrono::hours{2});
    CHECK(world.desk.cards(world.lee.address()) == 150);
    CHECK(std::ranges::count_if(world.desk.page(world.lee.address()), [](const auto& message) {
              return message.card.state == State::NotThere;
          }) == 150);
    CHECK(world.repairsFrom(world.desk.address()) - asked <= 10);
    CHECK(world.repairsFrom(world.lee.address()) >= 150);
    CHECK(world.repairsFrom(world.lee.address()) <= 152);  // answers, and a heartbeat
}

TEST_CASE("who asks gets only what was written to them", "[hostile]")
{
    Talking world;
    Outsider mallory(world, "mallory");
    world.desk.send(world.lee.address(), "for lee alone");
    world.desk.send(mallory.address(), "for mallory");
    world.settle();
    std::vector<std::string> ids;
    for (const auto& [id, copies] : copiesFrom(world, world.desk.address()))
        ids.push_back(id);
    REQUIRE(ids.size() >= 3);
    const auto before = world.relay.sent.size();
    world.relay.sendAs(mallory.full(),
                       mallory.seal(world.desk.address(), "ask", xmpp::ResendRequest{ids}));
    world.settle();
    std::set<std::string> texts;
    for (auto at = world.relay.sent.begin() + static_cast<std::ptrdiff_t>(before);
         at != world.relay.sent.end(); ++at) {
        auto stanza = element(at->xml);
        if (at->from != world.desk.address())
            continue;
        CHECK(stanza.attribute("to") == mallory.address().toString());
        stanza.set("from", world.desk.address().toString());
        const auto content = mallory.open(stanza);
        if (const auto* text = std::get_if<xmpp::TextMessage>(&content)) {
            texts.insert(text->body);
            CHECK(text->resent);
        }
    }
    CHECK(texts == std::set<std::string>{"for mallory"});
}

TEST_CASE("a device is answered after its first messages and in a long chain, once", "[D16]")
{
    Talking world;
    Outsider sam(world, "sam");
    int next = 0;
    const auto write = [&](int count) {
        for (int i = 0; i < count; ++i)
            world.relay.sendAs(sam.full(),
                               sam.seal(world.desk.address(), "r-" + std::to_string(++next),
                                        xmpp::ReadReceipt{{"nothing that we sent"}}));
        world.settle();
    };
    const auto answers = [&] {
        std::vector<xmpp::Element> all;
        for (const auto& one : world.relay.sent)
            if (one.from == world.desk.address() &&
                element(one.xml).attribute("to") == sam.address().toString())
                all.push_back(element(one.xml));
        return all;
    };
    world.desk.conversationWith(sam.address());  // the desk knows sam's devices
    world.settle();
    write(5);
    REQUIRE(answers().size() == 1);
    auto first = answers().front();
    first.set("from", world.desk.address().toString());
    CHECK(std::holds_alternative<xmpp::KeyExchangeOnly>(sam.open(first)));

    world.time.advance(std::chrono::minutes{2});
    write(40);
    CHECK(answers().size() == 1);
    write(20);
    REQUIRE(answers().size() == 2);
    auto second = answers().back();
    second.set("from", world.desk.address().toString());
    CHECK(std::holds_alternative<xmpp::KeyExchangeOnly>(sam.open(second)));
    world.time.advance(std::chrono::minutes{2});
    write(40);
    CHECK(answers().size() == 2);
}
