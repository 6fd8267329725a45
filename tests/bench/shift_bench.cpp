// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_desk.h"

#include <QSocketNotifier>

#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

#include <cstdio>
#include <ctime>

using namespace sotto;
using namespace sotto::bench;

namespace {

/// What the real program and its person need to know.
void tellValues(const test::LiveRelay& relay)
{
    for (const auto* key :
         {"host", "port", "ca", "desk-a.address", "desk-a.password", "desk-a.totp"})
        std::printf("value %s %s\n", key, relay.value(key).c_str());
    std::puts("ready");
    std::fflush(stdout);
}

void makeVaultOfDeskA(test::LiveRelay& relay, int messages)
{
    BenchDesk desk(relay, qgetenv("SOTTO_BENCH_DATA").toStdString());
    desk.makeVault(wanted("SOTTO_BENCH_MESSAGES", messages));
}

/// As lock_eye and Python have it.
double bootSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// When it left, and when the sender knew that the relay has it.
void sendStat(test::LivePerson& colleague, ConversationId to, int number)
{
    const auto text = "Chest pain in room " + std::to_string(number);
    const double left = bootSeconds();
    colleague.engine().sendText(to, QString::fromStdString(text), Urgency::Stat);
    REQUIRE(test::LiveSession::wait([&] {
        const auto* message = colleague.message(text);
        return message && message->relayedAtMs > 0;
    }));
    std::printf("sent %.6f %.6f\n", left, bootSeconds());
    std::fflush(stdout);
}

}  // namespace

/// Not a measurement: a relay and a full vault in the folder SOTTO_BENCH_DATA for the real
/// program, which run.sh then starts on them. Lasts until standard input ends; each line there
/// asks for one key derivation alone.
TEST_CASE("shift: a relay and a full vault for the real program", "[shift]")
{
    auto* relay = test::LiveRelay::instance();
    REQUIRE(relay);
    makeVaultOfDeskA(*relay, 10'000);
    tellValues(*relay);
    while (std::getchar() != EOF)
        measureDerivation("argon2id");
}

/// The same, and a colleague who sends a STAT message for each line on standard input.
TEST_CASE("stat: a colleague who writes to the real program", "[stat]")
{
    auto* relay = test::LiveRelay::instance();
    REQUIRE(relay);
    makeVaultOfDeskA(*relay, 40);
    test::LivePerson colleague(*relay, "desk-b");
    colleague.signIn();
    REQUIRE(colleague.waitFor(SignInStage::Step::Open));
    REQUIRE(colleague.waitOnline());
    const auto to = colleague.start(QString::fromStdString(relay->value("desk-a.address")));
    int asked = 0;
    bool isOver = false;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&] {
        char byte = 0;
        isOver = read(STDIN_FILENO, &byte, 1) != 1;
        asked += byte == '\n' ? 1 : 0;
    });
    tellValues(*relay);
    for (int sent = 0; !isOver;) {
        test::LiveSession::wait([&] { return isOver || asked > sent; });
        if (asked > sent)
            sendStat(colleague, to, ++sent);
    }
}
