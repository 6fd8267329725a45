// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/idle_source.h"
#include "core/platform/system_clock.h"

#include <QProcess>
#include <QStandardPaths>

#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

#include <cstdlib>

using namespace sotto::platform;
using namespace std::chrono_literals;

TEST_CASE("The X11 counter goes up, and input takes it back")
{
    if (QStandardPaths::findExecutable(QStringLiteral("Xvfb")).isEmpty() ||
        QStandardPaths::findExecutable(QStringLiteral("xdotool")).isEmpty())
        SKIP("Xvfb or xdotool is not installed");
    const SystemClock clock;
    QProcess server;
    server.start(QStringLiteral("Xvfb"),
                 {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                  QStringLiteral("0"), QStringLiteral("320x200x24"), QStringLiteral("-nolisten"),
                  QStringLiteral("tcp")});
    REQUIRE(server.waitForReadyRead(20000));
    ::setenv("DISPLAY", (":" + server.readLine().trimmed()).constData(), 1);
    {
        const auto source = makeIdleSource("xcb", clock);
        REQUIRE(source);
        const auto first = source->idleFor();
        ::usleep(300'000);
        const auto later = source->idleFor();
        REQUIRE((first && later));
        CHECK(*later - *first >= 250ms);
        CHECK(QProcess::execute(
                  QStringLiteral("xdotool"),
                  {QStringLiteral("mousemove"), QStringLiteral("50"), QStringLiteral("60")}) == 0);
        const auto afterInput = source->idleFor();
        REQUIRE(afterInput);
        CHECK(*afterInput < *later);
        ::unsetenv("WAYLAND_DISPLAY");
        CHECK(makeIdleSource("wayland", clock) == nullptr);  // XWayland's counter is wrong
    }
    server.terminate();
    server.waitForFinished(5000);
    CHECK(makeIdleSource("xcb", clock) == nullptr);  // no server
    ::unsetenv("DISPLAY");
}
