// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/decrypt_budget.h"
#include "tests/support/manual_time.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace std::chrono_literals;
using engine::DecryptBudget;

namespace {

const Jid kLee = *Jid::parse("lee@clinic.example");
const Jid kSam = *Jid::parse("sam@clinic.example");

}  // namespace

TEST_CASE("what opens cheaply costs nothing", "[D21]")
{
    test::ManualTime time;
    DecryptBudget budget(time);
    for (int i = 0; i < 100'000; ++i)
        budget.charge(kLee, 2ms, false);
    CHECK(budget.mayTry(kLee));
    CHECK(budget.wait(kLee) == 0ms);
}

TEST_CASE("two seconds' worth may be used at once, then 200 ms come back each second", "[D21]")
{
    test::ManualTime time;
    DecryptBudget budget(time);
    for (int i = 0; i < 399; ++i) {
        budget.charge(kLee, 0ms, true);  // the clock saw nothing: 1 ms
        CHECK(budget.mayTry(kLee));
    }
    budget.charge(kLee, 0ms, true);
    CHECK_FALSE(budget.mayTry(kLee));
    CHECK(budget.mayTry(kSam));  // each sender has their own
    CHECK(budget.wait(kLee) == 1s);
    time.advance(4ms);
    CHECK_FALSE(budget.mayTry(kLee));
    time.advance(1ms);
    CHECK(budget.mayTry(kLee));
    time.advance(995ms);
    CHECK(budget.wait(kLee) == 0ms);
    int tries = 0;
    for (; budget.mayTry(kLee); ++tries)
        budget.charge(kLee, 1ms, true);
    CHECK(tries == 200);
}

TEST_CASE("one dear message is paid for before the next is tried, failed or not", "[D21]")
{
    test::ManualTime time;
    DecryptBudget budget(time);
    budget.charge(kLee, 656ms, false);
    CHECK_FALSE(budget.mayTry(kLee));
    time.advance(1280ms);
    CHECK_FALSE(budget.mayTry(kLee));
    time.advance(10ms);
    CHECK(budget.mayTry(kLee));
    time.advance(1h);
    budget.charge(kLee, 399ms, true);
    CHECK(budget.mayTry(kLee));  // and nothing is saved up beyond two seconds' worth
    budget.charge(kLee, 1ms, true);
    CHECK_FALSE(budget.mayTry(kLee));
}
