// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/policy/policy_reader.h"

#include <QFileSystemWatcher>
#include <QObject>

namespace sotto::policy {

/// Keeps the policy current: a change of the files is in force within 30 seconds, mostly
/// at once (the file system tells; the poll is for where it does not).
///
/// A change that is not accepted leaves the policy in force as it is and is told too.
/// Thread: the one that made it.
class PolicyWatcher final : public QObject {
    Q_OBJECT
public:
    /// Reads the policy before it returns.
    PolicyWatcher(PolicyLocations locations, TrustedReader reader, Time time,
                  QObject* parent = nullptr);

    const LoadedPolicy& current() const { return m_current; }

    /// When the files were last looked at.
    WallTime checkedAt() const { return m_checkedAt; }

    /// Reads now; emits changed() if the files differ from those read last.
    void checkNow();

Q_SIGNALS:
    /// current() is new. `oldSha256` and current().sha256 are for the audit record.
    void changed(QString oldSha256);

private:
    void watchAgain();
    void schedulePoll();

    PolicyLocations m_locations;
    TrustedReader m_reader;
    Time m_time;
    LoadedPolicy m_current;
    WallTime m_checkedAt;
    QFileSystemWatcher m_files;
    Scheduler::HandlePtr m_poll, m_settle;
};

}  // namespace sotto::policy
