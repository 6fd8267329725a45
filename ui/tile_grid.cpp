// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"
#include "ui/tile.h"

#include <QKeyEvent>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kGap = 20;
constexpr std::chrono::milliseconds kPulse{750};

}  // namespace

TileGrid::TileGrid(Scheduler& scheduler, QWidget* parent)
    : QScrollArea(parent),
      m_scheduler(scheduler),
      m_content(new QWidget(this))
{
    setObjectName(QStringLiteral("tiles"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content->setObjectName(QStringLiteral("pageBody"));
    setWidget(m_content);
}

TileGrid::~TileGrid() = default;

void TileGrid::setTiles(const QList<TileSnapshot>& tiles)
{
    const auto* old = qobject_cast<Tile*>(focusWidget());  // before hiding moves the focus on
    const auto focused = old ? old->snapshot().address : QString();
    for (auto* tile : std::as_const(m_tiles)) {
        tile->hide();
        tile->deleteLater();
    }
    m_tiles.clear();
    for (const auto& snapshot : tiles)
        addTile(new Tile(snapshot, m_content));
    addTile(new Tile(m_content));
    arrange();
    const auto again = std::ranges::find_if(m_tiles, [&](const Tile* tile) {
        return !focused.isEmpty() && tile->snapshot().address == focused;
    });
    if (again != m_tiles.end())
        (*again)->setFocus();
    pulse(false);
}

void TileGrid::setEmergencyAllowed(bool allowed)
{
    m_emergencyAllowed = allowed;
    for (auto* tile : std::as_const(m_tiles))
        tile->setEmergencyAllowed(allowed);
}

void TileGrid::addTile(Tile* tile)
{
    tile->setEmergencyAllowed(m_emergencyAllowed);
    connect(tile, &Tile::emergencyRequested, this,
            [this, address = tile->snapshot().address] { Q_EMIT emergencyRequested(address); });
    m_tiles << tile;
    tile->installEventFilter(this);
    const auto address = tile->snapshot().address;
    connect(tile, &Tile::clicked, this, [this, address, person = tile->isPerson()] {
        if (person)
            Q_EMIT chosen(address);
        else
            Q_EMIT someoneElseChosen();
    });
    connect(tile, &Tile::forgetRequested, this,
            [this, address] { Q_EMIT forgetRequested(address); });
    tile->show();
}

void TileGrid::arrange()
{
    const auto size = Tile::tileSize(font());
    const int count = static_cast<int>(m_tiles.size());
    const int fit = std::max(1, (viewport()->width() - kGap) / (size.width() + kGap));
    const int rows = (count + std::min(fit, 5) - 1) / std::min(fit, 5);
    m_columns = (count + rows - 1) / std::max(1, rows);  // rows of nearly equal length
    const int width = m_columns * size.width() + (m_columns - 1) * kGap;
    const int height = rows * size.height() + std::max(0, rows - 1) * kGap;
    m_content->resize(viewport()->width(), std::max(height + 2 * kGap, viewport()->height()));
    const int left = (m_content->width() - width) / 2;
    const int top = std::max(kGap, (m_content->height() - height) / 4);
    for (int i = 0; i < count; ++i) {
        const int column = isRightToLeft() ? m_columns - 1 - i % m_columns : i % m_columns;
        m_tiles.at(i)->setGeometry(left + column * (size.width() + kGap),
                                   top + i / m_columns * (size.height() + kGap), size.width(),
                                   size.height());
    }
}

void TileGrid::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void TileGrid::pulse(bool on)
{
    const bool any =
        std::ranges::any_of(m_tiles, [](const Tile* tile) { return tile->snapshot().stat > 0; });
    if (!any || prefersReducedMotion(*this)) {
        m_pulseTimer.reset();
        return;
    }
    for (auto* tile : std::as_const(m_tiles))
        tile->setPulse(on && tile->snapshot().stat > 0);
    m_pulseTimer = m_scheduler.after(kPulse, [this, on] { pulse(!on); });
}

bool TileGrid::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn)
        ensureWidgetVisible(static_cast<QWidget*>(watched));
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const auto from = m_tiles.indexOf(qobject_cast<Tile*>(watched));
        if (from >= 0 && key >= Qt::Key_Left && key <= Qt::Key_Down) {
            moveFocus(key, from);
            return true;
        }
    }
    return QScrollArea::eventFilter(watched, event);
}

void TileGrid::moveFocus(int key, qsizetype from)
{
    const int onward = isRightToLeft() ? -1 : 1;
    int step = 0;
    if (key == Qt::Key_Left)
        step = -onward;
    else if (key == Qt::Key_Right)
        step = onward;
    else
        step = key == Qt::Key_Up ? -m_columns : m_columns;
    const auto to = from + step;
    if (to >= 0 && to < m_tiles.size())
        m_tiles.at(to)->setFocus(Qt::TabFocusReason);
}

}  // namespace sotto::ui
