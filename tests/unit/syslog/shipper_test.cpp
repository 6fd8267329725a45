// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/syslog/log_shipper.h"
#include "tests/support/fake_transport.h"
#include "tests/unit/audit/audit_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <optional>

using namespace sotto;
using namespace sotto::syslog;
using namespace std::chrono_literals;
using sotto::relay::TransportError;

namespace {

/// A log with its shipper, and a collector that is played by hand.
struct Shipped {
    Shipped() { start(); }

    void start()
    {
        auto owned = std::make_unique<sotto::test::FakeTransport>();
        collector = owned.get();
        shipper.emplace(log.folder, LogShipper::Target{{"logs.example", "logs.example", 6514}},
                        std::move(owned), log.time.time());
        QObject::connect(&*shipper, &LogShipper::failingChanged, &*shipper,
                         [this](bool isFailing) { told.push_back(isFailing); });
        log.time.advance(0ms);
    }

    /// What came in frames: the numbers of the records.
    std::vector<std::uint64_t> heard() const
    {
        std::vector<std::uint64_t> seqs;
        auto text = collector->takeSent();
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto space = rest.find(' ');
            const auto size = std::stoul(std::string{rest.substr(0, space)});
            const auto message = rest.substr(space + 1, size);
            const auto record = audit::parseRecord(message.substr(message.find('{')));
            REQUIRE(record);
            seqs.push_back(record->seq);
            rest.remove_prefix(space + 1 + size);
        }
        return seqs;
    }

    audit::test::Fixture log;
    sotto::test::FakeTransport* collector = nullptr;
    std::optional<LogShipper> shipper;
    std::vector<bool> told;
};

}  // namespace

TEST_CASE("Nothing recorded, nothing opened; a record goes within seconds")
{
    Shipped it;
    CHECK(it.collector->opens == 0);
    it.log.add();
    it.log.time.advance(5s);
    CHECK(it.collector->opens == 1);
    it.collector->connected();
    CHECK(it.heard() == std::vector<std::uint64_t>{1});
    CHECK_FALSE(it.collector->closeAsked);
    it.log.time.advance(10s);
    CHECK(it.collector->closeAsked);
    it.collector->ended();
    it.log.time.advance(1h);
    CHECK(it.collector->opens == 1);
    CHECK(it.told.empty());
}

TEST_CASE("What the collector did not take to the end is sent again, and in order")
{
    Shipped it;
    it.log.add(2);
    it.log.time.advance(5s);
    const bool whileOpen = GENERATE(true, false);
    it.collector->connected();
    const auto first = it.heard();
    if (!whileOpen)
        it.log.time.advance(10s);
    it.collector->ended(whileOpen ? TransportError::None : TransportError::Timeout);
    CHECK(it.told == std::vector{true});
    CHECK(loadSpoolState(it.log.folder).failingSinceMs != 0);
    it.log.add();
    it.log.time.advance(5s);
    it.collector->connected();
    auto again = it.heard();
    CHECK(again == std::vector<std::uint64_t>{1, 2, 3});
    CHECK(first == std::vector<std::uint64_t>{1, 2});
    it.log.time.advance(10s);
    it.collector->ended();
    CHECK(it.told == std::vector{true, false});
    CHECK(loadSpoolState(it.log.folder).failingSinceMs == 0);
}

TEST_CASE("A collector that is away is tried more and more seldom, at least each five minutes")
{
    Shipped it;
    it.log.add();
    it.log.time.advance(5s);
    for (int i = 0; i < 20; ++i) {
        it.collector->ended(TransportError::Unreachable);
        const auto before = it.collector->opens;
        it.log.time.advance(5min);
        CHECK(it.collector->opens == before + 1);
    }
    it.collector->ended(TransportError::CertificateUntrusted);
    const auto before = it.collector->opens;
    it.log.time.advance(4min);
    CHECK(it.collector->opens == before);
    CHECK(it.told == std::vector{true});
}

TEST_CASE("After a restart it goes on where the collector's last receipt was")
{
    Shipped it;
    it.log.add(2);
    it.log.time.advance(5s);
    it.collector->connected();
    it.log.time.advance(10s);
    it.collector->ended();
    it.log.add();
    it.log.time.advance(5s);
    it.collector->connected();
    CHECK(it.heard() == std::vector<std::uint64_t>{3});
    it.start();  // before the receipt
    it.collector->connected();
    CHECK(it.heard() == std::vector<std::uint64_t>{3});
}
