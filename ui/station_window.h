// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/station.h"
#include "core/base/clock.h"

#include <QMainWindow>

#include <memory>

class QMenu;

namespace sotto::ui {

class IconView;
class Label;
class StatCard;
class TileGrid;

/// The user switcher: one tile for each person who uses this workstation, "Someone else",
/// and the state of relay and policy. Counts only; no sender, no text. UI thread.
///
/// Brings up the STAT card by itself on Station::statWaiting. Closing it by the window system
/// only minimises it: people's sessions are behind it; "quit" is in the menu.
class StationWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// `station` and what `time` refers to outlive the window.
    StationWindow(Station& station, Time time, QWidget* parent = nullptr);
    ~StationWindow() override;

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildMenus();
    QWidget* makeHeader(QWidget* parent);
    QWidget* makeStatus(QWidget* parent);
    void showTiles();
    void showSnapshot();
    void showDisk(DiskNotice disk);
    void tick();
    void onStat(const QString& address);

    Station& m_station;
    Time m_time;
    QMenu* m_emergency = nullptr;  ///< one entry for each person
    Label* m_clinic = nullptr;
    Label* m_clock = nullptr;
    Label* m_lead = nullptr;
    Label* m_banner = nullptr;
    Label* m_disk = nullptr;
    Label* m_relay = nullptr;
    Label* m_policy = nullptr;
    IconView* m_relayIcon = nullptr;
    IconView* m_policyIcon = nullptr;
    TileGrid* m_grid = nullptr;
    std::unique_ptr<StatCard> m_stat;
    Scheduler::HandlePtr m_tick;
};

}  // namespace sotto::ui
