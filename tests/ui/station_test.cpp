// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/station_window.h"
#include "ui/tile.h"

#include <QLabel>
#include <QPushButton>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace std::chrono_literals;
using test::operator""_s;

namespace {

struct Desk {
    Desk()
    {
        test::prepareUi();
        station.people = test::sampleTiles();
        station.state = test::sampleStation();
        window = std::make_unique<ui::StationWindow>(station, time.time());
        window->resize(1000, 700);
        window->show();
        window->activateWindow();
        (void)QTest::qWaitForWindowActive(window.get());
    }

    QList<ui::Tile*> tiles() { return window->findChildren<ui::Tile*>(); }

    test::FakeStation station;
    test::ManualTime time;
    std::unique_ptr<ui::StationWindow> window;
};

}  // namespace

TEST_CASE("A disk that policy does not accept is told in plain words")
{
    Desk d;
    auto* const notice = d.window->findChild<QLabel*>("diskNotice"_s);
    REQUIRE(notice);
    CHECK_FALSE(notice->isVisible());
    const auto shows = [&](DiskNotice disk, const QString& words) {
        d.station.state.disk = disk;
        Q_EMIT d.station.snapshotChanged();
        return notice->isVisible() && notice->text().contains(words);
    };
    CHECK(shows(DiskNotice::PlainWarned, "Tell whoever looks after it"_s));
    CHECK(shows(DiskNotice::PlainRefused, "Nobody can sign in here: the disk"_s));
    CHECK(shows(DiskNotice::UnknownRefused, "does not say whether"_s));
    CHECK_FALSE(shows(DiskNotice::None, {}));
}

TEST_CASE("Tiles are chosen by keyboard alone")
{
    Desk d;
    auto tiles = d.tiles();
    REQUIRE(tiles.size() == 5);
    QTest::keyClick(d.window.get(), Qt::Key_Tab);
    tiles.front()->setFocus();
    QTest::keyClick(d.window->focusWidget(), Qt::Key_Right);
    CHECK(d.window->focusWidget() == tiles.at(1));
    QTest::keyClick(d.window->focusWidget(), Qt::Key_Return);
    CHECK(d.station.calls == QStringList{"choose desk-b@clinic.example"_s});
    QTest::keyClick(d.window->focusWidget(), Qt::Key_Delete);
    CHECK(d.station.calls.last() == "forget desk-b@clinic.example"_s);
    QTest::keyClick(d.window->focusWidget(), Qt::Key_Left);
    QTest::keyClick(d.window->focusWidget(), Qt::Key_Left);  // already the first
    CHECK(d.window->focusWidget() == tiles.front());
    const auto before = d.station.calls.size();
    QTest::keyClick(d.window->focusWidget(), Qt::Key_Delete);  // locked: stays
    CHECK(d.station.calls.size() == before);
    tiles.back()->setFocus();
    QTest::keyClick(d.window->focusWidget(), Qt::Key_Space);
    CHECK(d.station.calls.last() == "chooseSomeoneElse"_s);
}

TEST_CASE("A tile says its state and counts in words")
{
    Desk d;
    CHECK(d.tiles().at(0)->accessibleName() == "Desk A, Locked, 2 new"_s);
    CHECK(d.tiles().at(2)->accessibleName() == "Dr Lee Sample, Locked, 5 new, 1 STAT"_s);
    CHECK(d.window->findChild<QLabel*>("policy"_s)->text().contains("Riverside 2026-11"_s));
}

TEST_CASE("The focus stays on a person while the tiles change")
{
    Desk d;
    d.tiles().at(1)->setFocus();
    d.station.people.removeFirst();
    Q_EMIT d.station.tilesChanged();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    auto* tile = qobject_cast<ui::Tile*>(d.window->focusWidget());
    REQUIRE(tile);
    CHECK(tile->snapshot().address == "desk-b@clinic.example"_s);
}

TEST_CASE("The clock and the policy follow, and trouble is said loudly")
{
    Desk d;
    auto* clock = d.window->findChild<QLabel*>("clock"_s);
    const auto before = clock->text();
    d.time.advance(60s);
    CHECK(clock->text() != before);
    d.station.state.policyAccepted = false;
    d.station.state.policyTrouble = test::name("cannot be read; the strictest rules are in force");
    d.station.state.relayConnected = false;
    Q_EMIT d.station.snapshotChanged();
    CHECK(d.window->findChild<QLabel*>("policy"_s)->text().contains("cannot be read"_s));
    CHECK(d.window->findChild<QLabel*>("relay"_s)->text().contains("not connected"_s));
}

TEST_CASE("A STAT brings up a card that names nobody and leads to the unlock page")
{
    Desk d;
    Q_EMIT d.station.statWaiting("lee@clinic.example"_s);
    auto* card = test::statCard();
    REQUIRE(card);
    CHECK(card->isVisible());
    for (const auto* label : card->findChildren<QLabel*>())
        CHECK(!label->text().contains("Lee"_s));
    QTest::mouseClick(card->findChild<QPushButton*>("openStat"_s), Qt::LeftButton);
    CHECK(d.station.calls == QStringList{"choose lee@clinic.example"_s});
    Q_EMIT d.station.statWaiting("desk-a@clinic.example"_s);
    QTest::mouseClick(card->findChild<QPushButton*>("openStat"_s), Qt::LeftButton);
    CHECK(d.station.calls.last() == "choose desk-a@clinic.example"_s);
    Q_EMIT d.station.statWaiting("desk-a@clinic.example"_s);
    d.station.people[2].stat = 0;
    Q_EMIT d.station.tilesChanged();
    CHECK(!card->isVisible());
}
