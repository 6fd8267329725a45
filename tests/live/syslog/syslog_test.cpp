// SPDX-License-Identifier: GPL-3.0-or-later
// The activity log passed on to a real rsyslog, which is restarted and killed meanwhile.
#include "core/audit/checkpoint.h"
#include "core/base/qt_scheduler.h"
#include "core/platform/system_clock.h"
#include "core/relay/tls_transport.h"
#include "core/syslog/log_shipper.h"
#include "tests/live/syslog/collector.h"
#include "tests/unit/audit/audit_fixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>

using namespace sotto;
using namespace sotto::syslog;
using sotto::test::Collector;

namespace {

/// The shipper's seconds are tenths of one here.
class Hurried final : public Scheduler {
public:
    HandlePtr after(std::chrono::milliseconds delay, std::function<void()> work) override
    {
        return m_real.after(delay / 10, std::move(work));
    }

private:
    QtScheduler m_real;
};

bool waitFor(const std::function<bool()>& isTrue)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QTimer wake;
    wake.start(20);
    while (!isTrue() && elapsed.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return isTrue();
}

void runFor(std::chrono::milliseconds time)
{
    QElapsedTimer elapsed;
    elapsed.start();
    waitFor([&] { return elapsed.elapsed() >= time.count(); });
}

struct Station {
    explicit Station(Collector& where) : collector(where) { }

    void ship(BodyFormat format = BodyFormat::Json)
    {
        ship(format, collector.issuer(), collector.ourIdentity());
    }

    void ship(BodyFormat format, const std::filesystem::path& issuer,
              const std::filesystem::path& identity)
    {
        relay::TlsSettings tls;
        tls.caFile = issuer;
        tls.identityFile = identity;
        tls.alpn.clear();
        tls.waitForPeersEnd = true;
        const Time time{clock, scheduler};
        shipper = std::make_unique<LogShipper>(
            log.folder,
            LogShipper::Target{{"localhost", "127.0.0.1", collector.port()}, format, "ward-3"},
            std::make_unique<relay::TlsTransport>(tls, time), time);
    }

    bool waitUntilAllIsKept() const
    {
        return waitFor([this] {
            const auto waiting = waitingBytes(log.folder, loadSpoolState(log.folder).kept);
            return waiting && *waiting == 0;
        });
    }

    /// Every record is there, and the first copies of them are in order.
    void checkCollected() const
    {
        const auto anchors = audit::readAnchors(collector.kept(), {});
        REQUIRE(anchors);
        audit::VerifyWith with;
        with.anchors = *anchors;
        const auto report = audit::verify(log.folder, with);
        CHECK(report.verdict == audit::Verdict::Ok);
        CHECK(report.anchoredSeq == report.records);
        std::set<std::uint64_t> seqs;
        for (const auto& anchor : *anchors)
            seqs.insert(anchor.seq);
        CHECK(seqs.size() == report.records);
    }

    Collector& collector;
    audit::test::Fixture log;
    platform::SystemClock clock;
    Hurried scheduler;
    std::unique_ptr<LogShipper> shipper;
};

std::vector<std::uint64_t> firstCopies(const std::filesystem::path& kept)
{
    std::vector<std::uint64_t> order;
    std::set<std::uint64_t> seen;
    std::ifstream stream{kept};
    for (std::string line; std::getline(stream, line);) {
        const auto at = line.find("{\"seq\":");
        REQUIRE(at != std::string::npos);
        const auto seq = std::stoull(line.substr(at + 7));
        if (seen.insert(seq).second)
            order.push_back(seq);
    }
    return order;
}

}  // namespace

TEST_CASE("Records reach a collector that is restarted and killed, all of them and in order",
          "[live][syslog]")
{
    const auto* const driver = GENERATE("gtls", "ossl");
    if (!Collector::isInstalled(driver))
        SKIP("rsyslog with the driver " << driver << " is not installed");
    Collector collector{driver};
    Station station{collector};
    station.ship();
    std::minstd_rand random{20261122};  // NOLINT: the same each time
    for (int round = 0; round < 8; ++round) {
        for (int i = 0; i < 40; ++i) {
            station.log.add(5);
            runFor(std::chrono::milliseconds{random() % 60});
        }
        if (round % 3 == 0)
            collector.stop();
        else
            collector.kill();
        station.log.add(20);
        runFor(std::chrono::milliseconds{random() % 1500});
        collector.start();
    }
    REQUIRE(station.waitUntilAllIsKept());
    collector.stop();
    station.checkCollected();
    const auto order = firstCopies(collector.kept());
    CHECK(std::ranges::is_sorted(order));
    CHECK(order.size() == station.log.lines().size());
}

TEST_CASE("A collector's DICOM and FHIR messages are anchors", "[live][syslog]")
{
    if (!Collector::isInstalled("ossl"))
        SKIP("rsyslog-openssl is not installed");
    const auto format = GENERATE(BodyFormat::Dicom, BodyFormat::Fhir);
    Collector collector{"ossl"};
    Station station{collector};
    station.log.add(200);
    station.ship(format);
    REQUIRE(station.waitUntilAllIsKept());
    collector.stop();
    station.checkCollected();
}

TEST_CASE("Who is not known to the other side gets nothing through, and nothing counts as kept",
          "[live][syslog]")
{
    if (!Collector::isInstalled("ossl"))
        SKIP("rsyslog-openssl is not installed");
    Collector collector{"ossl"};
    const Collector other{"ossl"};
    Station station{collector};
    station.log.add(5);
    const bool isStranger = GENERATE(true, false);
    CAPTURE(isStranger);
    if (isStranger)
        station.ship(BodyFormat::Json, collector.issuer(), other.ourIdentity());
    else
        station.ship(BodyFormat::Json, other.issuer(), collector.ourIdentity());
    CHECK(waitFor([&] { return station.shipper->isFailing(); }));
    runFor(std::chrono::seconds{4});
    CHECK(station.shipper->isFailing());
    CHECK(loadSpoolState(station.log.folder).kept == LogPlace{});
    CHECK_FALSE(std::filesystem::exists(collector.kept()));
    station.ship();
    CHECK(station.waitUntilAllIsKept());
}
