// SPDX-License-Identifier: GPL-3.0-or-later
// What a multiplication on Curve25519 costs, by our code and by the library's own; and a first
// contact with 200 devices, beside the library alone with its sessions in memory.
#include "core/base/qt_scheduler.h"
#include "core/crypto/random.h"
#include "core/engine/vault_context.h"
#include "core/omemo/library_curve.h"
#include "core/platform/system_clock.h"
#include "core/xmpp/stream_reader.h"
#include "tests/bench/bare.h"
#include "tests/bench/figures.h"
#include "tests/unit/omemo/device.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <deque>

using namespace sotto;
using namespace sotto::bench;

namespace {

constexpr int kDevices = 200;
constexpr int kAtOnce = 1000;

using Number = std::array<std::uint8_t, 32>;

/// Each product is the next one's point, so that none can be left out.
void measure(const char* name, crypto::Multiplication multiply, const Number& scalar, Number point)
{
    Number product{};
    const auto start = now();
    const double cpu = cpuSeconds();
    for (int n = 0; n < kAtOnce; ++n) {
        REQUIRE(multiply(product, scalar, point));
        point = product;
    }
    figure(name, seconds(start, now()) / kAtOnce, (cpuSeconds() - cpu) / kAtOnce);
}

/// The one who meets everybody, with a vault on the disk as the program has it.
struct Newcomer {
    Newcomer()
    {
        auto vault = store::Vault::create(folder.path().toStdString(), Bytes(32, 0x5A));
        REQUIRE(vault);
        auto made = engine::VaultContext::make(
            *std::move(vault), *Jid::parseAccount("desk@clinic.example"), {clock, scheduler});
        REQUIRE(made);
        context = *std::move(made);
    }

    /// As PeerDevices does it: what came is read and checked, each session is a transaction.
    void meet(const omemo::DeviceAddress& peer, const std::string& xml)
    {
        const auto element = xmpp::parseDocument(viewOf(xml));
        REQUIRE(element);
        const auto bundle = omemo::parseBundle(*element);
        REQUIRE(bundle);
        auto transaction = context->vault.begin();
        REQUIRE(transaction);
        REQUIRE(context->sessions.processBundle(peer, *bundle));
        REQUIRE(transaction->commit());
    }

    void forget(const omemo::DeviceAddress& peer)
    {
        auto transaction = context->vault.begin();
        REQUIRE(transaction);
        REQUIRE(context->sessions.removeSession(peer));
        REQUIRE(transaction->commit());
    }

    QTemporaryDir folder;
    platform::SystemClock clock;
    QtScheduler scheduler;
    std::unique_ptr<engine::VaultContext> context;
};

struct Met {
    omemo::DeviceAddress address;
    omemo::Bundle bundle;
    std::string xml;
};

std::vector<Met> everybody()
{
    std::vector<Met> met;
    for (int number = 0; number < kDevices; ++number) {
        test::Device device(("person" + std::to_string(number) + "@clinic.example").c_str());
        auto bundle = *device.sessions.ownBundle();
        auto xml = xmpp::toXml(omemo::buildBundle(bundle));
        met.push_back({device.address(), std::move(bundle), std::move(xml)});
    }
    return met;
}

}  // namespace

TEST_CASE("curve: a multiplication by ours and by the library's own", "[curve]")
{
    note(omemo::curveInUse() == omemo::Curve::Ours ? "curve: the library multiplies with ours"
                                                   : "curve: the library multiplies with its own");
    Number scalar{};
    Number point{9};
    std::ranges::copy(crypto::randomBytes(32), scalar.begin());
    for (int n = wanted("SOTTO_BENCH_RUNS", 9); n > 0; --n) {
        measure("curve.ours", crypto::multiplyX25519, scalar, point);
        if (const auto librarys = omemo::librarysMultiplication())
            measure("curve.library", librarys, scalar, point);
    }
}

TEST_CASE("prekey: first contact with 200 devices", "[prekey]")
{
    const auto met = everybody();
    Newcomer newcomer;
    for (int n = wanted("SOTTO_BENCH_RUNS", 9); n > 0; --n) {
        auto start = now();
        double cpu = cpuSeconds();
        for (const auto& one : met)
            newcomer.meet(one.address, one.xml);
        figure("prekey.product", seconds(start, now()), cpuSeconds() - cpu);

        BareDevice bare;
        start = now();
        cpu = cpuSeconds();
        for (const auto& one : met)
            bare.build(one.address, one.bundle);
        figure("prekey.bare", seconds(start, now()), cpuSeconds() - cpu);
        for (const auto& one : met)
            newcomer.forget(one.address);
    }
}
