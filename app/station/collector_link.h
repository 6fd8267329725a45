// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/policy/policy_watcher.h"
#include "core/syslog/log_shipper.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace sotto::app {

/// Passes the activity log on to the collector that policy names (audit.syslog_*), and to
/// another one as soon as policy names that. UI thread.
class CollectorLink final : public QObject {
    Q_OBJECT
public:
    CollectorLink(std::filesystem::path logFolder, policy::PolicyWatcher& policy, Time time,
                  QObject* parent = nullptr);

Q_SIGNALS:
    void failingChanged(bool isFailing);

private:
    void follow();

    std::filesystem::path m_folder;
    policy::PolicyWatcher& m_policy;
    Time m_time;
    std::unique_ptr<syslog::LogShipper> m_shipper;
};

}  // namespace sotto::app
