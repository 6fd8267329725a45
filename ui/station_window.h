// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/station.h"
#include "core/base/clock.h"

#include <QMainWindow>
#include <QPointer>

namespace sotto::ui {

class Label;
class StatCard;
class TileGrid;

/// The user switcher: one tile for each person who uses this workstation, "Someone else",
/// and the state of relay and policy. Counts only; no sender, no text. UI thread.
///
/// Brings up the STAT card by itself on Station::statWaiting.
class StationWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// `station` and what `time` refers to outlive the window.
    StationWindow(Station& station, Time time, QWidget* parent = nullptr);
    ~StationWindow() override;

private:
    void buildMenus();
    void showTiles();
    void showSnapshot();
    void tick();
    void onStat(const QString& address);

    Station& m_station;
    Time m_time;
    Label* m_clinic;
    Label* m_clock;
    Label* m_lead;
    Label* m_banner;
    Label* m_relay;
    Label* m_policy;
    TileGrid* m_grid;
    QPointer<StatCard> m_stat;
    Scheduler::HandlePtr m_tick;
};

}  // namespace sotto::ui
