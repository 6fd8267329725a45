// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/time_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTime>

#include <cstdlib>

namespace sotto::ui {
namespace {

constexpr std::int64_t kLatestMs = 253402300799999;  // 9999-12-31: what a peer may claim

QDateTime localTime(std::int64_t ms)
{
    return ms <= 0 || ms > kLatestMs ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms);
}

class TimeText {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::TimeText)
};

}  // namespace

QString clockText(std::int64_t ms)
{
    const auto at = localTime(ms);
    // Some locales have no short time without seconds.
    auto format = QLocale().timeFormat(QLocale::ShortFormat);
    format.remove(QStringLiteral(":ss"));
    return at.isValid() ? QLocale().toString(at.time(), format) : QString();
}

QString dayText(std::int64_t ms, std::int64_t nowMs)
{
    const auto at = localTime(ms).date();
    if (!at.isValid())
        return {};
    const auto days = at.daysTo(localTime(nowMs).date());
    if (days == 0)
        return TimeText::tr("Today");
    if (days == 1)
        return TimeText::tr("Yesterday");
    return QLocale().toString(at, QLocale::LongFormat);
}

QString whenText(std::int64_t ms, std::int64_t nowMs)
{
    const auto at = localTime(ms).date();
    if (!at.isValid())
        return {};
    const auto days = at.daysTo(localTime(nowMs).date());
    if (days == 0)
        return clockText(ms);
    if (days == 1)
        return TimeText::tr("Yesterday");
    if (days > 1 && days < 7)
        return QLocale().standaloneDayName(at.dayOfWeek(), QLocale::ShortFormat);
    return QLocale().toString(at, QLocale::ShortFormat);
}

QString momentText(std::int64_t ms, std::int64_t nowMs)
{
    const auto at = localTime(ms);
    if (!at.isValid())
        return {};
    const auto time = QLocale().toString(at.time(), QStringLiteral("HH:mm:ss"));
    return isSameDay(ms, nowMs) ? time : TimeText::tr("%1, %2").arg(dayText(ms, nowMs), time);
}

QString sinceText(std::int64_t ms, std::int64_t nowMs)
{
    const auto at = localTime(ms).date();
    if (!at.isValid() || isSameDay(ms, nowMs))
        return clockText(ms);
    const auto days = at.daysTo(localTime(nowMs).date());
    auto day = QLocale().toString(at, QLocale::ShortFormat);
    if (days == 1)
        day = TimeText::tr("yesterday");
    else if (days > 1 && days < 7)
        day = QLocale().standaloneDayName(at.dayOfWeek(), QLocale::LongFormat);
    return TimeText::tr("%1 %2", "day and time").arg(day, clockText(ms));
}

QString stampText(std::int64_t ms)
{
    const auto at = localTime(ms);
    if (!at.isValid())
        return {};
    const auto zone = at.offsetFromUtc();
    const auto offset = QTime(0, 0).addSecs(std::abs(zone)).toString(QStringLiteral("HH:mm"));
    return at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral(" UTC") +
        QLatin1Char(zone < 0 ? '-' : '+') + offset;
}

bool isSameDay(std::int64_t aMs, std::int64_t bMs)
{
    return localTime(aMs).date() == localTime(bMs).date();
}

}  // namespace sotto::ui
