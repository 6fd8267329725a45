// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/idle_deadline.h"
#include "core/policy/policy_watcher.h"

#include <QObject>

#include <memory>
#include <optional>

namespace sotto::app {

/// The open session's own idle deadline: past it, this process paints nothing readable,
/// however late the station is that ends it (hostile.md J1).
///
/// Looks at the clock before each frame, not only each second: after SIGCONT or a resume a
/// frame may come before any timer. UI thread.
class SessionDeadline final : public QObject {
    Q_OBJECT
public:
    /// `policy` outlives it.
    SessionDeadline(policy::PolicyWatcher& policy, Time time, QObject* parent = nullptr);
    ~SessionDeadline() override;

    void start();                    ///< the session is open; now counts as the last input
    void setLockAfter(int seconds);  ///< the person's own choice, 0: none
    void noteActivity();
    void endAt(BootTime end);  ///< whatever anybody does until then (emergency access)

Q_SIGNALS:
    void expired();  ///< once; what is on the screen must go before the slot returns

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    policy::PolicyWatcher& m_policy;
    const Clock& m_clock;
    std::optional<BootTime> m_end;
    int m_lockAfterS = 0;
    std::unique_ptr<platform::IdleSource> m_source;
    platform::IdleDeadline m_deadline;
};

}  // namespace sotto::app
