// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/station_window.h"

#include "ui/controls.h"
#include "ui/help_window.h"
#include "ui/icon_view.h"
#include "ui/label.h"
#include "ui/stat_card.h"
#include "ui/tile.h"
#include "ui/time_text.h"

#include <QCloseEvent>
#include <QFrame>
#include <QMenu>
#include <QMenuBar>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {

StationWindow::StationWindow(Station& station, Time time, QWidget* parent)
    : QMainWindow(parent),
      m_station(station),
      m_time(time)
{
    setObjectName(QStringLiteral("station"));
    setWindowTitle(tr("Sotto"));
    setMinimumSize(600, 440);
    resize(1180, 760);
    auto* content = new QWidget(this);
    m_grid = new TileGrid(time.scheduler, content);
    auto* layout = new QVBoxLayout(content);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(makeHeader(content));
    layout->addWidget(m_grid, 1);
    layout->addWidget(makeRule(Qt::Horizontal, content));
    layout->addWidget(makeStatus(content));
    setCentralWidget(content);
    buildMenus();

    connect(m_grid, &TileGrid::chosen, this,
            [this](const QString& address) { m_station.choose(address); });
    connect(m_grid, &TileGrid::someoneElseChosen, this, [this] { m_station.chooseSomeoneElse(); });
    connect(m_grid, &TileGrid::forgetRequested, this,
            [this](const QString& address) { m_station.forget(address); });
    connect(m_grid, &TileGrid::emergencyRequested, this,
            [this](const QString& address) { m_station.openInEmergency(address); });
    connect(&station, &Station::tilesChanged, this, &StationWindow::showTiles);
    connect(&station, &Station::snapshotChanged, this, &StationWindow::showSnapshot);
    connect(&station, &Station::statWaiting, this, &StationWindow::onStat);
    showTiles();
    showSnapshot();
    tick();
}

StationWindow::~StationWindow() = default;

QWidget* StationWindow::makeHeader(QWidget* parent)
{
    auto* header = new QWidget(parent);
    m_clinic = (new Label({}, TextRole::Screen, header))->wrapped();
    m_clinic->setObjectName(QStringLiteral("clinic"));
    m_clinic->setAlignment(Qt::AlignCenter);
    m_clock = new Label({}, TextRole::Screen, Label::Tone::Secondary, header);
    m_clock->setObjectName(QStringLiteral("clock"));
    m_clock->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_lead = (new Label({}, TextRole::Body, Label::Tone::Secondary, header))->wrapped();
    m_lead->setAlignment(Qt::AlignCenter);
    m_banner = (new Label({}, TextRole::Strong, Label::Tone::Caution, header))->wrapped();
    m_banner->setAlignment(Qt::AlignCenter);
    m_disk = (new Label({}, TextRole::Strong, Label::Tone::Danger, header))->wrapped();
    m_disk->setObjectName(QStringLiteral("diskNotice"));
    m_disk->setAlignment(Qt::AlignCenter);
    auto* row = new QHBoxLayout;
    auto* balance = new QWidget(header);  // as wide as the clock: keeps the name in the middle
    row->addWidget(balance, 1);
    row->addWidget(m_clinic, 6);
    row->addWidget(m_clock, 1);
    auto* layout = new QVBoxLayout(header);
    setGrid(*layout, 7, 7, 2);
    layout->addLayout(row);
    layout->addWidget(m_lead);
    layout->addWidget(m_banner);
    layout->addWidget(m_disk);
    return header;
}

QWidget* StationWindow::makeStatus(QWidget* parent)
{
    auto* status = makeSurface("panel", parent);
    m_relayIcon = new IconView(Icon::Offline, tokensFor(palette()).textSecondary, status);
    m_policyIcon = new IconView(Icon::Shield, tokensFor(palette()).accent, status);
    m_relay = new Label({}, TextRole::Body, Label::Tone::Secondary, status);
    m_policy = new Label({}, TextRole::Body, Label::Tone::Secondary, status);
    m_policy->setObjectName(QStringLiteral("policy"));
    m_relay->setObjectName(QStringLiteral("relay"));
    auto* layout = new QHBoxLayout(status);
    setGrid(*layout, 5, 3, 2);
    layout->addStretch(1);
    layout->addWidget(m_relayIcon);
    layout->addWidget(m_relay);
    layout->addSpacing(6 * kGrid);
    layout->addWidget(m_policyIcon);
    layout->addWidget(m_policy);
    layout->addStretch(1);
    return status;
}

void StationWindow::buildMenus()
{
    auto* file = menuBar()->addMenu(tr("&File"));
    auto* other = file->addAction(tr("Sign in as someone &else"));
    other->setShortcut(QKeySequence(QStringLiteral("Ctrl+N")));
    connect(other, &QAction::triggered, this, [this] { m_station.chooseSomeoneElse(); });
    m_emergency = file->addMenu(tr("&Emergency access to the messages of"));
    m_emergency->setObjectName(QStringLiteral("emergencyMenu"));
    file->addSeparator();
    auto* quit = file->addAction(tr("Sign everybody out and &quit"));
    quit->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+Q")));
    connect(quit, &QAction::triggered, this, [this] { m_station.quit(); });
    auto* help = menuBar()->addMenu(tr("&Help"))->addAction(tr("&Help for this screen"));
    help->setShortcut(QKeySequence(Qt::Key_F1));
    connect(help, &QAction::triggered, this,
            [this] { HelpWindow::open(this, QStringLiteral("station")); });
}

void StationWindow::showTiles()
{
    const auto tiles = m_station.tiles();
    m_grid->setTiles(tiles);
    m_emergency->clear();
    for (const auto& tile : tiles) {
        auto name = QString(tile.name.string());
        name.replace(u'&', QStringLiteral("&&"));  // no shortcut of ours
        connect(m_emergency->addAction(name), &QAction::triggered, this,
                [this, address = tile.address] { m_station.openInEmergency(address); });
    }
    m_emergency->menuAction()->setVisible(m_station.snapshot().emergencyAllowed &&
                                          !m_emergency->isEmpty());
    m_lead->setText(tiles.isEmpty()
                        ? tr("Welcome. Choose “Someone else” and sign in with the address that "
                             "your clinic gave you.")
                        : tr("Choose your name to go on."));
    const bool stat =
        std::ranges::any_of(tiles, [](const TileSnapshot& tile) { return tile.stat > 0; });
    if (!stat && m_stat)
        m_stat->hide();
}

void StationWindow::showSnapshot()
{
    const auto s = m_station.snapshot();
    const auto tokens = tokensFor(palette());
    m_grid->setEmergencyAllowed(s.emergencyAllowed);
    m_emergency->menuAction()->setVisible(s.emergencyAllowed && !m_emergency->isEmpty());
    m_clinic->setText(s.clinic.isEmpty() ? tr("Sotto") : s.clinic.string());
    m_banner->setSafeText(s.banner);
    m_banner->setVisible(!s.banner.isEmpty());
    showDisk(s.disk);
    m_relay->setText(!s.relayKnown ? tr("Secure relay: not tried yet")
                                   : (s.relayConnected ? tr("Secure relay: connected")
                                                       : tr("Secure relay: not connected")));
    const bool trouble = s.relayKnown && !s.relayConnected;
    m_relay->setTone(trouble ? Label::Tone::Caution : Label::Tone::Secondary);
    m_relayIcon->setIcon(s.relayConnected ? Icon::Online : Icon::Offline,
                         s.relayConnected ? tokens.accent
                                          : (trouble ? tokens.concern : tokens.textSecondary));
    auto room = m_policy->sizePolicy();
    room.setHorizontalStretch(s.policyAccepted ? 0 : 6);  // what is wrong can be long
    m_policy->setSizePolicy(room);
    m_policy->setWordWrap(!s.policyAccepted);
    if (!s.policyAccepted)
        m_policy->setSafeText(s.policyTrouble);
    else if (s.policyName.isEmpty())
        m_policy->setText(tr("Policy: built-in defaults"));
    else
        m_policy->setText(tr("Policy: %1 accepted").arg(s.policyName.isolated()));
    m_policy->setTone(s.policyAccepted ? Label::Tone::Secondary : Label::Tone::Danger);
    m_policyIcon->setIcon(s.policyAccepted ? Icon::Shield : Icon::Warning,
                          s.policyAccepted ? tokens.accent : tokens.stat);
}

/// A sign-in that was refused brings it up again: it is read aloud then.
void StationWindow::showDisk(DiskNotice disk)
{
    const auto text = [disk] {
        switch (disk) {
        case DiskNotice::None:
            break;
        case DiskNotice::PlainWarned:
            return StationWindow::tr("The disk of this computer is not encrypted, and your clinic "
                                     "wants that. Tell whoever looks after it.");
        case DiskNotice::PlainRefused:
            return StationWindow::tr("Nobody can sign in here: the disk of this computer is not "
                                     "encrypted, and your clinic requires that. Use another "
                                     "computer, and tell whoever looks after this one.");
        case DiskNotice::UnknownRefused:
            return StationWindow::tr("Nobody can sign in here: your clinic requires an encrypted "
                                     "disk, and this computer does not say whether its own is. Use "
                                     "another one, and tell whoever looks after this one.");
        }
        return QString();
    }();
    m_disk->setTone(Station::refuses(disk) ? Label::Tone::Danger : Label::Tone::Caution);
    m_disk->setText(text);
    m_disk->setVisible(!text.isEmpty());
    if (Station::refuses(disk))
        announce(*m_disk);
}

void StationWindow::tick()
{
    const auto now = toMs(m_time.clock.wallNow());
    m_clock->setText(clockText(now));
    const auto toNextMinute = std::chrono::milliseconds{60'000 - now % 60'000};
    m_tick = m_time.scheduler.after(toNextMinute, [this] { tick(); });
}

void StationWindow::closeEvent(QCloseEvent* event)
{
    if (!event->spontaneous()) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    showMinimized();
}

void StationWindow::onStat(const QString& address)
{
    if (!m_stat)
        m_stat = std::make_unique<StatCard>(StatCard::Place::Station);
    disconnect(m_stat.get(), &StatCard::chosen, this, nullptr);
    connect(m_stat.get(), &StatCard::chosen, this, [this, address] { m_station.choose(address); });
    m_stat->ring();
}

}  // namespace sotto::ui
