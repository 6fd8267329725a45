// SPDX-License-Identifier: GPL-3.0-or-later
// What the station does by itself to sessions, which here are processes that play them.
#include "app/station/station_guard.h"
#include "tests/support/manual_time.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::app;
using namespace std::chrono_literals;
using State = TileSnapshot::State;

namespace {

const auto kAnn = QStringLiteral("ann@clinic.example");

struct Shop {
    Shop()
    {
        QObject::connect(&station, &StationProcess::sessionLocked, &station, [this] { ++locks; });
    }

    State state() const
    {
        const auto tiles = station.tiles();
        return tiles.isEmpty() ? State::SignedOut : tiles.front().state;
    }

    bool waitFor(State wanted)
    {
        QElapsedTimer timer;
        timer.start();
        while (state() != wanted && timer.elapsed() < 10'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents,
                                            20);
        return state() == wanted;
    }

    void open()
    {
        station.choose(kAnn);
        REQUIRE(waitFor(State::Open));
    }

    /// Somebody types now and then, so that nothing is idle.
    void work(std::chrono::minutes howLong)
    {
        for (auto done = 0min; done < howLong; done += 1min) {
            Q_EMIT station.activity();
            clock.advance(1min);
        }
    }

    QTemporaryDir folder;
    test::ManualTime clock;
    policy::PolicyWatcher policy{
        {folder.path().toStdString() + "/policy.toml", folder.path().toStdString() + "/policy.d"},
        [](const std::filesystem::path&) { return TrustedFile{}; },
        clock.time()};
    StationProcess station{{QStringLiteral(SOTTO_FAKE_SESSION),
                            {QStringLiteral("good")},
                            folder.filePath(QStringLiteral("people")),
                            {}},
                           clock.time()};
    StationGuard guard{station, policy, std::nullopt, clock.time()};
    int locks = 0;
};

}  // namespace

TEST_CASE("Two minutes without input lock a shared workstation")
{
    Shop shop;
    shop.open();
    shop.clock.advance(119s);
    CHECK(shop.state() == State::Open);
    shop.clock.advance(1s);  // not more: after another half second the process is killed
    REQUIRE(shop.waitFor(State::Locked));
    CHECK(shop.locks == 1);
}

TEST_CASE("Whoever stays locked for session.logoff_after_s is signed out")
{
    Shop shop;
    shop.open();
    shop.clock.advance(120s);
    REQUIRE(shop.waitFor(State::Locked));
    shop.clock.advance(12min);
    CHECK(shop.state() == State::Locked);
    shop.clock.advance(2min);  // 900 s after the last input
    REQUIRE(shop.waitFor(State::SignedOut));
    CHECK_FALSE(shop.station.tiles().front().shiftOver);
}

TEST_CASE("After session.max_s even a busy session ends, and its tile says so")
{
    Shop shop;
    shop.open();
    shop.work(12h - 1min);
    CHECK(shop.state() == State::Open);
    shop.work(2min);
    REQUIRE(shop.waitFor(State::SignedOut));
    CHECK(shop.station.tiles().front().shiftOver);

    shop.open();  // a new shift
    CHECK_FALSE(shop.station.tiles().front().shiftOver);
    shop.work(11h);
    CHECK(shop.state() == State::Open);
}

TEST_CASE("Locks and unlocks do not make a shift longer")
{
    Shop shop;
    shop.open();
    shop.work(11h);
    shop.clock.advance(1min);  // two since the last input
    REQUIRE(shop.waitFor(State::Locked));
    shop.clock.advance(5min);  // below the logoff
    CHECK(shop.state() == State::Locked);
    Q_EMIT shop.station.sessionOpened(kAnn);  // the password was typed again
    shop.work(55min);
    REQUIRE(shop.waitFor(State::SignedOut));
    CHECK(shop.station.tiles().front().shiftOver);
}
