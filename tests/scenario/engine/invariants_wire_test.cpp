// SPDX-License-Identifier: GPL-3.0-or-later
// I4: no message key is ever used for two plaintexts, whatever breaks.
#include "tests/scenario/engine/wire.h"
#include "tests/support/wire_watch.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;
using namespace sotto::test;

namespace {

WireWatch watched(const World& world)
{
    WireWatch watch;
    for (const auto& one : world.relay.sent)
        watch.take(one.xml);
    return watch;
}

/// The same message key over other bytes: what a rolled-back session would send.
xmpp::Element sealedAgain(xmpp::Element message)
{
    for (auto& child : message.children) {
        if (!child.is("encrypted", omemo::kSealedNs))
            continue;
        auto& key = child.children.front().children.front();
        REQUIRE(key.name == "key");
        auto bytes = *fromBase64(key.text);
        const auto read = readRatchetMessage(bytes, key.hasAttribute("prekey"));
        REQUIRE(read);
        const auto at = std::ranges::search(bytes, read->second).begin();
        *at ^= 1;
        key.text = toBase64(bytes);
    }
    return message;
}

}  // namespace

TEST_CASE("I4: the watch tells a second use of a key from the same bytes again")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    lee.send(desk.address(), "first");
    world.settle();
    lee.send(desk.address(), "second");
    world.settle();
    auto watch = watched(world);
    const auto keys = watch.keys();
    CHECK(keys >= 4);  // two messages, two receipts
    CHECK(watch.unreadable() == 0);
    for (const auto& one : world.relay.sent) {
        watch.take(one.xml);
        CHECK(watch.keys() == keys);
    }
    CHECK(watch.reused() == 0);
    std::size_t expected = 0;
    for (const auto& one : world.relay.sent) {
        watch.take(sealedAgain(element(one.xml)));
        CHECK(watch.reused() == ++expected);
    }
}

TEST_CASE("I4: lost connections, resends, kills and receipts never use a message key twice")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    desk.signIn();
    lee.signIn();
    int sent = 0;
    bool breaks = true;
    world.relay.onMessage = [&](const xmpp::Element&) {
        if (!breaks)
            return FakeRelay::Fate::Pass;
        ++sent;
        if (sent % 5 == 0)
            return FakeRelay::Fate::Lose;
        return sent % 3 == 0 ? FakeRelay::Fate::StoreAndBreak : FakeRelay::Fate::Pass;
    };
    for (int i = 0; i < 12; ++i) {
        lee.send(desk.address(), "to the desk " + std::to_string(i));
        desk.send(lee.address(), "to lee " + std::to_string(i));
        if (i % 4 == 1)
            world.relay.forgetSessions();
        if (i % 4 == 3) {
            breaks = false;
            lee.restart();
            lee.signIn();
            breaks = true;
        }
        world.wait();
    }
    breaks = false;
    world.time.advance(std::chrono::minutes{2});
    CHECK(desk.texts(lee.address()).size() == 24);
    const auto watch = watched(world);
    CHECK(watch.keys() > 24);
    CHECK(watch.unreadable() == 0);
    CHECK(watch.reused() == 0);
}
