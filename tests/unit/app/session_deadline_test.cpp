// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/session_deadline.h"
#include "tests/support/manual_time.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace sotto;
using namespace sotto::app;
using namespace std::chrono_literals;

namespace {

/// A window: what it would paint, in the order of what happened.
class Canvas : public QObject {
public:
    explicit Canvas(QStringList& happened) : m_happened(happened) { }

    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::UpdateRequest || event->type() == QEvent::Expose)
            m_happened << QStringLiteral("paint");
        return QObject::event(event);
    }

private:
    QStringList& m_happened;
};

struct Desk {
    Desk()
    {
        QObject::connect(&deadline, &SessionDeadline::expired, &deadline,
                         [this] { happened << QStringLiteral("blank"); });
        deadline.start();
    }

    void frame(QEvent::Type type = QEvent::UpdateRequest)
    {
        QEvent event(type);
        QCoreApplication::sendEvent(&canvas, &event);
    }

    QTemporaryDir folder;
    test::ManualTime clock;
    policy::PolicyWatcher policy{
        {folder.path().toStdString() + "/policy.toml", folder.path().toStdString() + "/policy.d"},
        [](const std::filesystem::path&) { return TrustedFile{}; },
        clock.time()};
    SessionDeadline deadline{policy, clock.time()};
    QStringList happened;
    Canvas canvas{happened};
};

}  // namespace

TEST_CASE("A frame past the deadline finds a blank window, before any timer has run", "[J1][J2]")
{
    const auto type = GENERATE(QEvent::UpdateRequest, QEvent::Expose);
    Desk desk;
    desk.clock.stopFor(119s);
    desk.frame(type);
    CHECK(desk.happened == QStringList{QStringLiteral("paint")});
    desk.clock.stopFor(1s);
    desk.frame(type);
    desk.frame(type);
    CHECK(desk.happened ==
          QStringList{QStringLiteral("paint"), QStringLiteral("blank"), QStringLiteral("paint"),
                      QStringLiteral("paint")});
}

TEST_CASE("Input moves the session's own deadline, but not from beyond it")
{
    Desk desk;
    desk.clock.advance(119s);
    desk.deadline.noteActivity();
    desk.clock.advance(119s);
    desk.frame();
    CHECK(desk.happened == QStringList{QStringLiteral("paint")});
    desk.clock.stopFor(1h);
    desk.deadline.noteActivity();  // the click that wakes the machine
    CHECK(desk.happened.last() == QStringLiteral("blank"));
}

TEST_CASE("Without a frame or input the session blanks itself at its deadline")
{
    Desk desk;
    desk.clock.advance(119s);
    CHECK(desk.happened.isEmpty());
    desk.clock.advance(1s);
    CHECK(desk.happened == QStringList{QStringLiteral("blank")});
}
