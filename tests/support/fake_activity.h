// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/activity.h"

#include <QStringList>

#include <optional>

namespace sotto::test {

/// The activity log's door, played by a test: calls are written down, answers are what it says.
class FakeActivity final : public ActivityLog {
public:
    QStringList calls;
    ActivityFilter wanted{};                                    ///< the last one that was read
    std::optional<ActivityEntries> entries{ActivityEntries{}};  ///< none: it cannot be read
    ChainSnapshot chain{};
    std::optional<ActivityReport> exceptions{ActivityReport{}};
    Result<Done> saved{Done{}};
    bool wantsReason = true;
    bool takesReview = true;

    Task<ActivityEntries> read(ActivityFilter filter) override
    {
        calls
            << QStringLiteral("read %1 %2").arg(static_cast<int>(filter.group)).arg(filter.sinceMs);
        wanted = filter;
        return answer(entries);
    }

    Task<ChainSnapshot> check() override { return readyTask<ChainSnapshot>(chain); }

    Task<ActivityReport> report() override { return answer(exceptions); }

    Task<bool> isReportDue() override
    {
        return exceptions ? readyTask<bool>(exceptions->isDue)
                          : readyTask<bool>(Error{Errc::Storage, "played"});
    }

    bool markReviewed() override
    {
        calls << QStringLiteral("reviewed");
        return takesReview;
    }

    Task<Done> saveTo(QString path, ActivityFormat format, ActivityFilter filter,
                      ExportReason reason) override
    {
        calls << QStringLiteral("save %1 %2 %3 %4")
                     .arg(path)
                     .arg(static_cast<int>(format))
                     .arg(static_cast<int>(filter.group))
                     .arg(QLatin1String(toName(reason).data()));
        return readyTask<Done>(saved);
    }

    bool asksForReason() const override { return wantsReason; }

    QString nameOf(ActivityName what, const QString& value) const override
    {
        if (what == ActivityName::Patient)
            return QStringLiteral("patient-") + value;
        return (what == ActivityName::Person ? QStringLiteral("p-") : QStringLiteral("c-")) +
            value.section(QLatin1Char('@'), 0, 0);
    }

private:
    template <class T>
    static Task<T> answer(const std::optional<T>& value)
    {
        return value ? readyTask<T>(*value) : readyTask<T>(Error{Errc::Storage, "played"});
    }
};

}  // namespace sotto::test
