// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/session_handle.h"
#include "tests/support/manual_time.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::app;
using State = TileSnapshot::State;
using LockCause = SessionHandle::LockCause;

namespace {

bool waitUntil(const std::function<bool()>& isTrue)
{
    QElapsedTimer timer;
    timer.start();
    while (!isTrue() && timer.elapsed() < 10'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return isTrue();
}

/// A handle on a child process that behaves as `how` says.
struct Running {
    explicit Running(const char* how, const char* program = SOTTO_FAKE_SESSION)
        : handle(QString::fromUtf8(program), {QString::fromUtf8(how)},
                 QStringLiteral("ann@clinic.example"), {clock, clock})
    {
        QObject::connect(&handle, &SessionHandle::locked, &handle, [this](LockCause cause) {
            ++locked;
            lockCause = cause;
        });
        QObject::connect(&handle, &SessionHandle::ended, &handle, [this](LockCause cause) {
            ++ended;
            lockCause = cause;
        });
        QObject::connect(&handle, &SessionHandle::signedOut, &handle, [this] { ++signedOut; });
        QObject::connect(&handle, &SessionHandle::opened, &handle, [this] { ++opened; });
    }

    void open()
    {
        handle.show();
        REQUIRE(waitUntil([this] { return handle.isOpen(); }));
        CHECK(opened == 1);
    }

    bool isGone() const
    {
        return !handle.isRunning() && !handle.isConnected() &&
            handle.tile().state == State::SignedOut && handle.tile().waiting == 0;
    }

    test::ManualTime clock;
    SessionHandle handle;
    int locked = 0;
    std::optional<LockCause> lockCause;
    int signedOut = 0;
    int ended = 0;
    int opened = 0;
};

}  // namespace

TEST_CASE("A lock ends the process and passes what it handed over to the next one")
{
    Running session("good");
    session.open();
    CHECK(session.handle.isConnected());
    CHECK(session.handle.tile().stat == 0);  // it said -7
    CHECK_FALSE(session.handle.tile().name.string().contains(QChar(u'\n')));
    session.handle.lock(LockCause::Idle);
    REQUIRE(waitUntil([&] { return session.handle.tile().waiting == 42; }));
    CHECK(session.handle.tile().state == State::Locked);
    CHECK(session.handle.isRunning());
    CHECK(session.locked == 1);
    CHECK(session.lockCause == LockCause::Idle);
    CHECK(session.signedOut == 0);
}

TEST_CASE("A lock that nobody asked the session for was the person's own")
{
    Running session("by-itself");
    session.open();
    session.handle.countdown(5);  // the fake locks at once, as a person does with Ctrl+L
    REQUIRE(waitUntil([&] { return session.locked == 1; }));
    CHECK(session.lockCause == LockCause::Person);
}

TEST_CASE("A session that locks by itself says why")
{
    const auto [how, cause] = GENERATE(table<const char*, LockCause>(
        {{"idle", LockCause::Idle}, {"no-contact", LockCause::OutOfContact}}));
    Running session(how);
    session.open();
    session.handle.countdown(5);
    REQUIRE(waitUntil([&] { return session.locked == 1; }));
    CHECK(session.lockCause == cause);
    CHECK(waitUntil([&] { return session.handle.tile().state == State::Locked; }));
}

TEST_CASE("A session that lost its right to be open leaves a fresh sign-in page, and no token")
{
    Running session("withdrawn");
    session.open();
    session.handle.countdown(5);
    REQUIRE(waitUntil([&] { return session.ended == 1; }));
    CHECK(session.lockCause == LockCause::AccessEnded);
    REQUIRE(waitUntil([&] { return session.handle.tile().state == State::SignedOut; }));
    CHECK(session.handle.isRunning());
    CHECK(session.locked + session.signedOut == 0);
    CHECK(session.opened == 1);
}

TEST_CASE("A session that hangs at the lock is killed after 500 ms; its hand-over counts if whole")
{
    const bool handsOver = GENERATE(false, true);
    Running session(handsOver ? "hang-after" : "hang");
    session.open();
    session.handle.lock(LockCause::Idle);
    session.handle.lock(LockCause::Idle);
    if (handsOver)
        REQUIRE(waitUntil([&] { return session.handle.tile().waiting == 0; }));
    session.clock.advance(std::chrono::milliseconds(499));
    CHECK(session.handle.isRunning());
    CHECK(session.locked + session.signedOut == 0);
    session.clock.advance(std::chrono::milliseconds(1));
    REQUIRE(waitUntil([&] { return session.locked + session.signedOut > 0; }));
    CHECK(session.locked == (handsOver ? 1 : 0));
    CHECK(session.isGone() != handsOver);
}

TEST_CASE("A session that ends without a whole hand-over is signed out")
{
    const auto* how = GENERATE("crash", "half", "no-token", "noise");
    INFO(how);
    Running session(how);
    session.open();
    session.handle.lock(LockCause::Idle);
    REQUIRE(waitUntil([&] { return session.signedOut == 1; }));
    CHECK(session.locked == 0);
    CHECK(session.isGone());

    // And the person can start again.
    session.opened = 0;
    session.open();
}

TEST_CASE("Signing out leaves no process, also if the session does not answer")
{
    const auto* how = GENERATE("good", "hang");
    INFO(how);
    Running session(how);
    session.open();
    session.handle.signOut();
    if (std::string_view(how) == "hang")
        session.clock.advance(std::chrono::seconds(6));
    REQUIRE(waitUntil([&] { return session.signedOut == 1; }));
    CHECK(session.isGone());
}

TEST_CASE("A program that cannot be started is signed out, and a handle can go at any time")
{
    Running session("good", "/nonexistent/sotto");
    session.handle.show();
    REQUIRE(waitUntil([&] { return session.signedOut == 1; }));
    CHECK(session.isGone());
    session.handle.lock(LockCause::Idle);
    session.handle.signOut();
    CHECK(session.signedOut == 2);

    Running running("hang");
    running.open();
}
