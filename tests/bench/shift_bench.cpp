// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_desk.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>

using namespace sotto;
using namespace sotto::bench;

/// Not a measurement: a relay and a full vault in the folder SOTTO_BENCH_DATA for the real
/// program, which run.sh then starts on them. Lasts until standard input ends; each line there
/// asks for one key derivation alone.
TEST_CASE("shift: a relay and a full vault for the real program", "[shift]")
{
    auto* relay = test::LiveRelay::instance();
    REQUIRE(relay);
    {
        BenchDesk desk(*relay, qgetenv("SOTTO_BENCH_DATA").toStdString());
        desk.makeVault(wanted("SOTTO_BENCH_MESSAGES", 10'000));
    }
    for (const auto* key :
         {"host", "port", "ca", "desk-a.address", "desk-a.password", "desk-a.totp"})
        std::printf("value %s %s\n", key, relay->value(key).c_str());
    std::puts("ready");
    std::fflush(stdout);
    while (std::getchar() != EOF)
        measureDerivation("argon2id");
}
