// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/offline_banner.h"

#include "ui/notice_line.h"
#include "ui/theme.h"
#include "ui/time_text.h"

#include <QCoreApplication>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;

}  // namespace

OfflineBanner::OfflineBanner(Time time, QWidget* parent)
    : QWidget(parent),
      m_time(time),
      m_left(new NoticeLine(QStringLiteral("offline"), Icon::Offline, NoticeLine::Close::ByCause,
                            this)),
      m_noKeyChain(new NoticeLine(QStringLiteral("noKeyChain"), Icon::Key,
                                  NoticeLine::Close::ByPerson, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_left);
    layout->addWidget(m_noKeyChain);
    connect(m_left, &NoticeLine::actionWanted, this, &OfflineBanner::signInWanted);
}

void OfflineBanner::setConnection(Connection connection)
{
    m_connection = connection;
    refresh();
}

void OfflineBanner::setOffline(const OfflineSnapshot& offline)
{
    const bool isNews = offline.state == OfflineSnapshot::State::NoKeyChain &&
        m_offline.state != OfflineSnapshot::State::NoKeyChain;
    m_offline = offline;
    if (isNews)
        m_noKeyChain->showText(
            tr("This computer has no key chain that Sotto can use, so your messages cannot be "
               "opened without the clinic's server. Your administrator can install one."));
    refresh();
}

void OfflineBanner::refresh()
{
    m_tick.reset();
    if (m_connection != Connection::Offline || !m_offline.isReady()) {
        m_left->hide();
        return;
    }
    m_left->showText(offlineText(m_offline, toMs(m_time.clock.wallNow())));
    m_left->setAction(m_offline.signInNeeded ? tr("Sign in") : QString());
    m_tick = m_time.scheduler.after(1min, [this] { refresh(); });
}

QString offlineText(const OfflineSnapshot& offline, std::int64_t nowMs)
{
    const auto left = std::max<std::int64_t>(offline.untilMs - nowMs, 0);
    const auto hours = left / kHourMs;
    const auto span = hours > 0 ? OfflineBanner::tr("%1 h").arg(hours)
                                : OfflineBanner::tr("%1 min").arg(left / kMinuteMs);
    auto text = OfflineBanner::tr("Offline. Last contact %1. %2 of offline access left.")
                    .arg(sinceText(offline.lastContactMs, nowMs), span);
    if (offline.signInNeeded)
        text += QLatin1Char(' ') +
            OfflineBanner::tr("What you write is sent after you have signed in.");
    return text;
}

}  // namespace sotto::ui
