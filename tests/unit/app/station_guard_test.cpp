// SPDX-License-Identifier: GPL-3.0-or-later
// What the station does by itself to sessions, which here are processes that play them.
#include "app/station/station_guard.h"
#include "tests/support/manual_time.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <fstream>

using namespace sotto;
using namespace sotto::app;
using namespace std::chrono_literals;
using State = TileSnapshot::State;
using SignedOutBy = TileSnapshot::SignedOutBy;

namespace {

const auto kAnn = QStringLiteral("ann@clinic.example");
const auto kBen = QStringLiteral("ben@clinic.example");
const auto kCem = QStringLiteral("cem@clinic.example");

struct Shop {
    explicit Shop(std::string policyText = {}, QString how = QStringLiteral("good"))
        : settings(std::move(policyText)),
          station({QStringLiteral(SOTTO_FAKE_SESSION),
                   {std::move(how)},
                   folder.filePath(QStringLiteral("people")),
                   {}},
                  clock.time()),
          guard(station, policy, openLog(), clock.time())
    {
        QObject::connect(&station, &StationProcess::sessionLocked, &station, [this] { ++locks; });
    }

    std::optional<audit::AuditLog> openLog()
    {
        REQUIRE(QDir(folder.path()).mkdir(QStringLiteral("audit")));
        auto log = audit::AuditLog::open({auditFolder(), "0011223344556677", "boot"}, clock.time());
        REQUIRE(log);
        return *std::move(log);
    }

    std::filesystem::path auditFolder() const { return folder.path().toStdString() + "/audit"; }

    /// How often the activity log has that cause.
    int recorded(const std::string& event, const std::string& cause) const
    {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(auditFolder())) {
            std::ifstream file(entry.path());
            for (std::string line; std::getline(file, line);)
                count += line.find("\"" + event + "\"") != std::string::npos &&
                    line.find("{\"cause\":\"" + cause + "\"}") != std::string::npos;
        }
        return count;
    }

    TileSnapshot tile(const QString& address) const
    {
        for (const auto& one : station.tiles())
            if (one.address == address)
                return one;
        return {};
    }

    State state(const QString& address = kAnn) const { return tile(address).state; }

    SignedOutBy signedOutBy(const QString& address = kAnn) const
    {
        return tile(address).signedOutBy;
    }

    bool waitFor(State wanted, const QString& address = kAnn)
    {
        return waitUntil([&] { return state(address) == wanted; });
    }

    static bool waitUntil(const std::function<bool()>& isTrue)
    {
        QElapsedTimer timer;
        timer.start();
        while (!isTrue() && timer.elapsed() < 10'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents,
                                            20);
        return isTrue();
    }

    void open(const QString& address = kAnn)
    {
        station.choose(address);
        REQUIRE(waitFor(State::Open, address));
    }

    /// The operating system says so.
    void system(platform::LockReason reason)
    {
        Q_EMIT guard.findChild<platform::SessionSignals*>()->lockNow(reason);
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
    std::string settings;
    policy::PolicyWatcher policy{
        {folder.path().toStdString() + "/policy.toml", folder.path().toStdString() + "/policy.d"},
        [this](const std::filesystem::path& path) {
            return settings.empty() || path.filename() != "policy.toml"
                ? TrustedFile{}
                : TrustedFile{FileTrust::Trusted, settings};
        },
        clock.time()};
    StationProcess station;
    StationGuard guard;
    int locks = 0;
};

}  // namespace

TEST_CASE("Where policy wants an encrypted disk nobody new signs in, and who is here goes on")
{
    Shop shop;
    QStringList refused;
    QObject::connect(&shop.station, &StationProcess::signInRefused, &shop.station,
                     [&refused](const QString& address) { refused << address; });
    shop.open(kAnn);
    shop.station.lockOpen(SessionHandle::LockCause::Person, false);
    REQUIRE(shop.waitFor(State::Locked));
    StationSnapshot appearance;
    appearance.disk = GENERATE(DiskNotice::PlainRefused, DiskNotice::UnknownRefused);
    shop.station.setAppearance(appearance);
    shop.station.choose(kBen);
    shop.station.chooseSomeoneElse();
    CHECK(refused == QStringList{kBen, QString()});
    CHECK(shop.state(kBen) == State::SignedOut);
    CHECK(shop.station.openSession() == nullptr);
    shop.station.choose(kAnn);  // signed in already: the lock page
    CHECK(refused.size() == 2);
    CHECK(shop.state() == State::Locked);
    shop.station.signOut(kAnn);
    REQUIRE(shop.waitFor(State::SignedOut));
    shop.station.choose(kAnn);
    CHECK(refused.last() == kAnn);

    appearance.disk = DiskNotice::PlainWarned;
    shop.station.setAppearance(appearance);
    shop.open(kBen);
    CHECK(refused.size() == 3);
}

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

TEST_CASE("A person's own earlier lock counts, and a later one does not")
{
    Shop shop;
    shop.open();
    REQUIRE(shop.station.openSession());
    Q_EMIT shop.station.openSession()->lockAfterChosen(1800);
    shop.clock.advance(119s);
    CHECK(shop.state() == State::Open);
    Q_EMIT shop.station.activity();
    Q_EMIT shop.station.openSession()->lockAfterChosen(30);
    shop.clock.advance(29s);
    CHECK(shop.state() == State::Open);
    shop.clock.advance(1s);
    CHECK(shop.waitFor(State::Locked));
    CHECK(shop.station.lockAfter(kAnn) == 30);
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
    CHECK(shop.signedOutBy() == SignedOutBy::Person);
}

TEST_CASE("After session.max_s even a busy session ends, and its tile says so")
{
    Shop shop;
    shop.open();
    shop.work(12h - 1min);
    CHECK(shop.state() == State::Open);
    shop.work(2min);
    REQUIRE(shop.waitFor(State::SignedOut));
    CHECK(shop.signedOutBy() == SignedOutBy::ShiftOver);

    shop.open();  // a new shift
    CHECK(shop.signedOutBy() == SignedOutBy::Person);
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
    CHECK(shop.signedOutBy() == SignedOutBy::ShiftOver);
}

TEST_CASE("The operating system locks for what session.lock_on names, and the record says what")
{
    using platform::LockReason;
    const auto [reason, word] = GENERATE(Catch::Generators::table<LockReason, std::string>(
        {{LockReason::ScreenLocked, "screen-locked"},
         {LockReason::SessionLocked, "session-locked"},
         {LockReason::SessionInactive, "session-inactive"},
         {LockReason::SessionEnded, "session-ended"},
         {LockReason::Suspend, "suspend"},
         {LockReason::LidClosed, "lid"},
         {LockReason::BadgeRemoved, "badge-removed"}}));
    INFO(word);
    Shop shop;
    shop.open();
    shop.system(reason);
    REQUIRE(shop.waitFor(State::Locked));
    CHECK(shop.recorded("lock", word) == 1);
    CHECK(shop.recorded("lock", "person") == 0);
}

TEST_CASE("What session.lock_on does not name locks nothing")
{
    using platform::LockReason;
    Shop shop("[policy]\nversion = 1\n[session]\nlock_on = [\"lid\"]\n");
    REQUIRE(shop.policy.current().accepted);
    shop.open();
    for (const auto reason :
         {LockReason::ScreenLocked, LockReason::SessionLocked, LockReason::SessionInactive,
          LockReason::Suspend, LockReason::BadgeRemoved})
        shop.system(reason);
    CHECK(shop.state() == State::Open);
    CHECK(shop.locks == 0);
    shop.system(LockReason::LidClosed);
    REQUIRE(shop.waitFor(State::Locked));
}

TEST_CASE("More people than session.fast_switch_slots do not stay: who locked first makes room")
{
    Shop shop("[policy]\nversion = 1\n[session]\nfast_switch_slots = 1\n");
    REQUIRE(shop.policy.current().accepted);
    shop.open(kAnn);
    shop.open(kBen);  // locks ann
    REQUIRE(shop.waitFor(State::Locked, kAnn));
    CHECK(shop.state(kBen) == State::Open);
    shop.clock.advance(1s);
    shop.open(kCem);  // locks ben
    REQUIRE(shop.waitFor(State::SignedOut, kAnn));
    REQUIRE(shop.waitFor(State::Locked, kBen));
    CHECK(shop.signedOutBy(kAnn) == SignedOutBy::NoRoom);
    CHECK(shop.recorded("logoff", "made-room") == 1);
    CHECK(shop.recorded("lock", "switch-user") == 2);
    CHECK(shop.state(kCem) == State::Open);
}

TEST_CASE("Who signs in a second time is led to the session that is locked here")
{
    Shop shop;
    shop.open();
    shop.clock.advance(120s);
    REQUIRE(shop.waitFor(State::Locked));
    CHECK(shop.recorded("lock", "idle") == 1);
    QStringList signedOut;
    QObject::connect(&shop.station, &StationProcess::sessionSignedOut, &shop.station,
                     [&signedOut](const QString& address) { signedOut << address; });
    shop.station.chooseSomeoneElse();  // and types ann's address
    REQUIRE(Shop::waitUntil([&] { return !signedOut.isEmpty(); }));
    CHECK(signedOut == QStringList{QString{}});  // the second process; it was nobody yet
    CHECK(shop.state() == State::Locked);
    // Her time goes on as before: the second try is neither a sign-in nor an end.
    shop.clock.advance(14min);
    REQUIRE(shop.waitFor(State::SignedOut));
    CHECK(shop.recorded("logoff", "idle") == 1);
    CHECK(shop.recorded("logoff", "login-lost") == 0);
}

TEST_CASE("A session that the relay ended is recorded as signed out, with the cause")
{
    Shop shop({}, QStringLiteral("withdrawn"));
    shop.open();
    shop.station.openSession()->countdown(5);
    REQUIRE(shop.waitFor(State::SignedOut));
    CHECK(shop.recorded("logoff", "access-ended") == 1);
    CHECK(shop.locks == 0);
}
