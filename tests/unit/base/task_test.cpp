// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/task.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;

TEST_CASE("a task answers once, whichever side comes first", "[base]")
{
    QObject context;
    int calls = 0;
    const auto count = [&](const Result<int>& r) { calls += r ? *r : 100; };

    SECTION("continuation first")
    {
        Promise<int> promise;
        promise.task().then(&context, count);
        promise.finish(7);
        promise.finish(9);
        CHECK(calls == 7);
    }
    SECTION("result first")
    {
        Promise<int> promise;
        auto task = promise.task();
        promise.finish(7);
        task.then(&context, count);
        CHECK(calls == 7);
    }
    SECTION("an abandoned promise is an answer too")
    {
        auto promise = std::make_unique<Promise<int>>();
        promise->task().then(&context, count);
        promise.reset();
        CHECK(calls == 100);
    }
}

TEST_CASE("a continuation whose context is gone does not run", "[base]")
{
    Promise<int> promise;
    int calls = 0;
    {
        QObject context;
        promise.task().then(&context, [&](const Result<int>&) { ++calls; });
    }
    promise.finish(1);
    CHECK(calls == 0);
}
