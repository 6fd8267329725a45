// SPDX-License-Identifier: GPL-3.0-or-later
// Emergency access as the station sees it: beside the owner's own session, and on record.
#include "app/station/emergency_watch.h"
#include "tests/support/manual_time.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <fstream>

using namespace sotto;
using namespace sotto::app;
using namespace std::chrono_literals;
using State = TileSnapshot::State;
using LockCause = SessionHandle::LockCause;

namespace {

const auto kAnn = QStringLiteral("ann@clinic.example");

bool waitUntil(const std::function<bool()>& isTrue)
{
    QElapsedTimer timer;
    timer.start();
    while (!isTrue() && timer.elapsed() < 10'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return isTrue();
}

/// Ann is known here and locked; processes that play sessions (session/fake_session.cpp).
struct Desk {
    explicit Desk(bool allowed = true)
        : station({QStringLiteral(SOTTO_FAKE_SESSION),
                   {QStringLiteral("good")},
                   folder.filePath(QStringLiteral("people")),
                   {}},
                  clock.time()),
          watch(station, policy, openLog(), clock.time())
    {
        StationSnapshot appearance;
        appearance.emergencyAllowed = allowed;
        station.setAppearance(appearance);
        QObject::connect(&station, &StationProcess::emergencyOpened, &station,
                         [this] { ++opened; });
        QObject::connect(&station, &StationProcess::emergencyClosed, &station,
                         [this](const QString& owner, const QString& who, LockCause cause) {
                             closedOwner = owner;
                             accessor = who;
                             closedBy = cause;
                             ++closed;
                         });
        station.choose(kAnn);
        REQUIRE(waitUntil([this] { return tile() == State::Open; }));
        station.lockOpen(LockCause::Person, false);
        REQUIRE(waitUntil([this] { return tile() == State::Locked; }));
    }

    State tile() const
    {
        for (const auto& one : station.tiles())
            if (one.address == kAnn)
                return one.state;
        return State::SignedOut;
    }

    std::optional<audit::AuditLog> openLog()
    {
        REQUIRE(QDir(folder.path()).mkdir(QStringLiteral("audit")));
        auto log = audit::AuditLog::open({auditFolder(), "0011223344556677", "boot"}, clock.time());
        REQUIRE(log);
        return *std::move(log);
    }

    std::filesystem::path auditFolder() const { return folder.path().toStdString() + "/audit"; }

    bool recorded(const std::string& detail) const
    {
        for (const auto& entry : std::filesystem::directory_iterator(auditFolder())) {
            std::ifstream file(entry.path());
            for (std::string line; std::getline(file, line);)
                if (line.find("\"emergency_ended\"") != std::string::npos &&
                    line.find(detail) != std::string::npos)
                    return line.find("\"purpose\":\"btg\"") != std::string::npos &&
                        line.find("kim") == std::string::npos;
        }
        return false;
    }

    QTemporaryDir folder;
    test::ManualTime clock;
    policy::PolicyWatcher policy{{}, [](const auto&) { return TrustedFile{}; }, clock.time()};
    StationProcess station;
    EmergencyWatch watch;
    int opened = 0;
    int closed = 0;
    QString closedOwner, accessor;
    LockCause closedBy = LockCause::Person;
};

}  // namespace

TEST_CASE("emergency access runs beside the owner's locked session, and leaves it locked", "[R-3]")
{
    Desk desk;
    desk.station.openInEmergency(kAnn);
    REQUIRE(waitUntil([&] { return desk.opened == 1; }));
    REQUIRE(desk.station.openSession());
    CHECK(desk.station.openSession()->isEmergency());
    CHECK(desk.tile() == State::Locked);
    desk.station.lockOpen(LockCause::Idle, true);
    REQUIRE(waitUntil([&] { return desk.closed == 1; }));
    CHECK(desk.closedOwner == kAnn);
    CHECK(desk.accessor == QStringLiteral("kim@clinic.example"));
    CHECK(desk.station.openSession() == nullptr);  // the token that it handed over opens nothing
    CHECK(desk.tile() == State::Locked);
    CHECK(desk.recorded("\"cause\":\"idle\""));
}

TEST_CASE("the owner's own session ends emergency access before it comes up", "[R-3]")
{
    Desk desk;
    desk.station.openInEmergency(kAnn);
    REQUIRE(waitUntil([&] { return desk.opened == 1; }));
    desk.station.choose(kAnn);
    REQUIRE(waitUntil([&] { return desk.closed == 1; }));
    CHECK(desk.closedBy == LockCause::SwitchUser);
}

TEST_CASE("emergency access that does not end by itself is ended by the station", "[R-3]")
{
    Desk desk;
    desk.station.openInEmergency(kAnn);
    REQUIRE(waitUntil([&] { return desk.opened == 1; }));
    desk.clock.advance(3600s);
    CHECK(desk.station.openSession());
    desk.clock.advance(5s);
    REQUIRE(waitUntil([&] { return desk.closed == 1; }));
    CHECK(desk.recorded("\"cause\":\"time-over\""));
}

TEST_CASE("emergency access is for whom the station knows, where policy allows it",
          "[R-3][hostile]")
{
    Desk desk;
    desk.station.openInEmergency(QStringLiteral("nobody@clinic.example"));
    CHECK(desk.station.openSession() == nullptr);
    Desk other(false);
    other.station.openInEmergency(kAnn);
    CHECK(other.station.openSession() == nullptr);
    CHECK(other.opened == 0);
}
