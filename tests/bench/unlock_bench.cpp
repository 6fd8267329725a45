// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stores.h"
#include "tests/bench/bench_desk.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::bench;

namespace {

void measureOpening(const BenchDesk& desk)
{
    const auto start = now();
    const double cpu = cpuSeconds();
    const auto vault = desk.openVault();
    REQUIRE(store::Stores::open(vault));
    figure("unlock.vault", seconds(start, now()), cpuSeconds() - cpu);
}

}  // namespace

TEST_CASE("unlock: from the password to the conversation list", "[unlock]")
{
    auto* relay = test::LiveRelay::instance();
    REQUIRE(relay);
    BenchDesk desk(*relay);
    const int messages = wanted("SOTTO_BENCH_MESSAGES", 10'000);
    desk.makeVault(messages);
    note("unlock: " + std::to_string(messages) + " messages, vault.db " +
         std::to_string(std::filesystem::file_size(desk.vaultFile()) / 1024) + " KiB");
    for (int run = wanted("SOTTO_BENCH_RUNS", 7); run > 0; --run) {
        measureDerivation("unlock.argon2id");
        measureOpening(desk);
        desk.restartLocked();
        const auto start = now();
        const double cpu = cpuSeconds();
        desk.unlock();
        figure("unlock.total", seconds(start, desk.listLoaded), desk.cpuAtList - cpu);
        figure("unlock.share", seconds(start, desk.shareArrived));
        figure("unlock.open", seconds(desk.shareArrived, desk.opened));
        figure("unlock.list", seconds(desk.opened, desk.listLoaded));
        desk.lock();
    }
}
