// SPDX-License-Identifier: GPL-3.0-or-later
// What a script sends under a key goes once, however often the script is started again.
#include "tests/scenario/engine/wire.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

namespace {

void sendOnce(Person& from, const Jid& to, const QString& text, const std::string& key)
{
    from.engine().sendTextOnce(from.conversationWith(to), text, Urgency::Fyi, key);
}

}  // namespace

TEST_CASE("a text that is sent again under its key is one message, also for the next process")
{
    World world;
    Person desk(world, "desk");
    Person lee(world, "lee");
    lee.signIn();
    desk.signIn();
    sendOnce(desk, lee.address(), QStringLiteral("disk 91 % full"), "report:1");
    sendOnce(desk, lee.address(), QStringLiteral("disk 91 % full"), "report:1");
    world.settle();
    desk.restart();
    desk.signIn();
    sendOnce(desk, lee.address(), QStringLiteral("disk 91 % full"), "report:1");
    sendOnce(desk, lee.address(), QStringLiteral("disk 91 % full"), "report:2");
    world.settle();
    CHECK(lee.texts(desk.address()).size() == 2);
    CHECK(desk.texts(lee.address()).size() == 2);
    for (const auto& [id, copies] : copiesFrom(world, desk.address()))
        CHECK(id.find("report") == std::string::npos);  // the relay learns nothing of the key
}
