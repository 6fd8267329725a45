// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/station.h"
#include "core/base/clock.h"

#include <QAbstractButton>
#include <QScrollArea>

namespace sotto::ui {

/// One person on the user switcher, or "Someone else". Counts only. Pulses while STAT waits
/// (by steps, twice in three seconds, and not at all where the system asks for stillness).
class Tile final : public QAbstractButton {
    Q_OBJECT
public:
    /// For "Someone else".
    explicit Tile(QWidget* parent);
    Tile(TileSnapshot snapshot, QWidget* parent);

    const TileSnapshot& snapshot() const { return m_snapshot; }

    bool isPerson() const { return m_person; }

    void setPulse(bool on);

    void setEmergencyAllowed(bool allowed) { m_emergencyAllowed = allowed; }

    static QSize tileSize(const QFont& font);

Q_SIGNALS:
    void forgetRequested();
    void emergencyRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QString stateText() const;
    void paintPerson(QPainter& painter);
    void paintOther(QPainter& painter);
    void paintStat(QPainter& painter);
    bool mayForget() const;

    TileSnapshot m_snapshot;
    bool m_person;
    bool m_pulse = false;
    bool m_emergencyAllowed = false;
};

/// The tiles in rows, centred; arrow keys go from one to the next.
class TileGrid final : public QScrollArea {
    Q_OBJECT
public:
    TileGrid(Scheduler& scheduler, QWidget* parent);
    ~TileGrid() override;

    void setTiles(const QList<TileSnapshot>& tiles);
    void setEmergencyAllowed(bool allowed);

Q_SIGNALS:
    void chosen(const QString& address);
    void someoneElseChosen();
    void forgetRequested(const QString& address);
    void emergencyRequested(const QString& address);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();
    void addTile(Tile* tile);
    void pulse(bool on);
    void moveFocus(int key, qsizetype from);

    Scheduler& m_scheduler;
    QWidget* m_content;
    QList<Tile*> m_tiles;
    int m_columns = 1;
    bool m_emergencyAllowed = false;
    Scheduler::HandlePtr m_pulseTimer;
};

}  // namespace sotto::ui
