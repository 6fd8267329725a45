// SPDX-License-Identifier: GPL-3.0-or-later
// D21: who floods us with messages that do not open uses up only their own share of time.
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/repair.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::test;
using State = CardSnapshot::State;

namespace {

constexpr int kForged = 600;  // 400 are tried at once

int arriving(Person& person, const Jid& from)
{
    const auto all = person.page(from);
    return static_cast<int>(std::ranges::count_if(
        all, [](const auto& message) { return message.card.state == State::Arriving; }));
}

}  // namespace

TEST_CASE("a flood of forged messages delays only its sender, and hides nothing", "[D21]")
{
    Talking world;
    Outsider mallory(world, "mallory");
    world.relay.sendAs(mallory.full(),
                       mallory.seal(world.desk.address(), "hello", xmpp::TextMessage{"hello", {}}));
    world.settle();
    const bool isFirst = GENERATE(true, false);  // as first messages, or in a session
    if (!isFirst) {
        auto answer = world.relay.sent;
        for (const auto& one : answer) {
            auto stanza = element(one.xml);
            if (one.from != world.desk.address() ||
                stanza.attribute("to") != mallory.address().toString())
                continue;
            stanza.set("from", world.desk.address().toString());
            (void)mallory.open(stanza);
        }
    }
    const auto genuine =
        mallory.seal(world.desk.address(), "genuine", xmpp::TextMessage{"after the flood", {}});
    for (int i = 0; i < kForged; ++i)
        world.relay.sendAs(mallory.full(),
                           renamed(withGarbageKey(genuine), "f-" + std::to_string(i)));
    world.relay.sendAs(mallory.full(), genuine);
    world.lee.send(world.desk.address(), "from lee");
    world.settle();
    CHECK(world.shown().back() == "from lee");
    CHECK(world.lee.delivery("from lee") == Delivery::Delivered);
    CHECK(arriving(world.desk, mallory.address()) == kForged - 400 + 1);
    CHECK(world.desk.message("after the flood") == nullptr);

    if (GENERATE(true, false)) {
        world.desk.restart();
        world.desk.signIn();
    }
    world.time.advance(std::chrono::seconds{10});
    CHECK(arriving(world.desk, mallory.address()) == 0);
    CHECK(world.desk.texts(mallory.address()) ==
          std::vector<std::string>{"hello", "after the flood"});
    CHECK(world.desk.lines(mallory.address()).back() == "after the flood");
    CHECK(world.desk.cards(mallory.address()) == kForged);
}
