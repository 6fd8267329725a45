// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/idle_wayland_linux.h"
#include "tests/support/manual_time.h"
#include "tests/unit/platform/idle_compositor.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>

using namespace sotto;
using namespace sotto::platform;
using namespace std::chrono_literals;

namespace {

/// Sockets of compositors live here.
struct RuntimeFolder {
    RuntimeFolder() { ::setenv("XDG_RUNTIME_DIR", dir.path().toUtf8().constData(), 1); }

    ~RuntimeFolder() { ::unsetenv("XDG_RUNTIME_DIR"); }

    QTemporaryDir dir;
};

}  // namespace

TEST_CASE("Wayland's idle time begins when the compositor says so and ends with input")
{
    const RuntimeFolder folder;
    IdleCompositor compositor{IdleCompositor::Speaks::IdleNotify};
    test::ManualTime time;
    const auto source = makeWaylandIdleSource(time);
    REQUIRE(source);
    CHECK(source->idleFor() == 0ms);

    time.advance(5s);
    CHECK(source->idleFor() == 0ms);  // nothing said: somebody is at work
    time.advance(1s);
    compositor.sayIdled();
    const auto idle = source->idleFor();
    REQUIRE(idle);
    CHECK(*idle == 2s);  // after the last look at the earliest, and a second before that
    time.advance(30s);
    CHECK(source->idleFor() == 32s);

    compositor.sayResumed();
    CHECK(source->idleFor() == 0ms);
}

TEST_CASE("A compositor that went away makes the idle time unknown, not short")
{
    const RuntimeFolder folder;
    IdleCompositor compositor{IdleCompositor::Speaks::IdleNotify};
    test::ManualTime time;
    const auto source = makeWaylandIdleSource(time);
    REQUIRE(source);
    compositor.kill();
    CHECK_FALSE(source->idleFor());
    CHECK_FALSE(source->idleFor());
}

TEST_CASE("Without ext-idle-notify, or without a compositor, there is no source")
{
    const RuntimeFolder folder;
    const test::ManualTime time;
    {
        const IdleCompositor compositor{IdleCompositor::Speaks::Nothing};
        CHECK(makeWaylandIdleSource(time) == nullptr);
    }
    CHECK(makeWaylandIdleSource(time) == nullptr);
}
