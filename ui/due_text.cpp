// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/due_text.h"

#include "ui/time_text.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::DueText)
};

}  // namespace

bool isOverdue(std::int64_t dueAtMs, bool open, std::int64_t nowMs)
{
    return open && dueAtMs > 0 && nowMs >= dueAtMs;
}

QString dueText(std::int64_t dueAtMs, bool open, std::int64_t nowMs)
{
    if (dueAtMs <= 0)
        return {};
    const auto at = isSameDay(dueAtMs, nowMs) ? clockText(dueAtMs) : sinceText(dueAtMs, nowMs);
    if (!open)
        return Words::tr("by %1").arg(at);
    return isOverdue(dueAtMs, open, nowMs) ? Words::tr("Overdue since %1").arg(at)
                                           : Words::tr("Answer by %1").arg(at);
}

QString withinText(int seconds)
{
    return seconds % 3600 == 0 && seconds > 3600 ? Words::tr("%n h", nullptr, seconds / 3600)
                                                 : Words::tr("%n min", nullptr, seconds / 60);
}

}  // namespace sotto::ui
