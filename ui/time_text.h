// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Times as people read them, in the system's locale and time zone. `ms` is wall clock, UTC,
// since 1970, as in the snapshots; values out of any calendar give an empty text.

#include <QString>

#include <cstdint>

namespace sotto::ui {

QString clockText(std::int64_t ms);                       ///< "09:41"
QString dayText(std::int64_t ms, std::int64_t nowMs);     ///< "Today", "Friday, 20 November 2026"
QString whenText(std::int64_t ms, std::int64_t nowMs);    ///< "09:41", "Yesterday", "20 Nov"
QString momentText(std::int64_t ms, std::int64_t nowMs);  ///< "09:41:07", with the day if not today
QString sinceText(std::int64_t ms, std::int64_t nowMs);   ///< "14:20", "Friday 14:20"
QString stampText(std::int64_t ms);  ///< "2026-11-22 09:41:07 UTC+01:00": for a record on paper
bool isSameDay(std::int64_t aMs, std::int64_t bMs);

}  // namespace sotto::ui
