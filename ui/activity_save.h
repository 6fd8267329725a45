// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/activity.h"
#include "core/base/clock.h"

#include <QObject>

namespace sotto::ui {

/// Takes entries of the activity log out of Sotto: asks for the reason where policy asks, for the
/// place, and says what came of it.
class ActivitySave final : public QObject {
    Q_OBJECT
public:
    /// `parent` is the widget above which dialogs open.
    ActivitySave(ActivityLog& log, const Clock& clock, QWidget& parent);

    void save(ActivityFormat format, const ActivityFilter& filter);

Q_SIGNALS:
    void said(const QString& words);

private:
    void chooseTarget(ActivityFormat format, const ActivityFilter& filter, ExportReason reason);
    void saveTo(const QString& path, ActivityFormat format, const ActivityFilter& filter,
                ExportReason reason);

    ActivityLog& m_log;
    const Clock& m_clock;
    QWidget& m_parent;
};

}  // namespace sotto::ui
