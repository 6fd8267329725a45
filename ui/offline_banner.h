// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/base/clock.h"

#include <QWidget>

namespace sotto::ui {

class NoticeLine;

/// "Offline. Last contact 07:58. 22 h of offline access left.", as long as that is so; and
/// once that there is no offline access where policy would allow it. Hidden otherwise.
class OfflineBanner final : public QWidget {
    Q_OBJECT
public:
    OfflineBanner(Time time, QWidget* parent);

    void setConnection(Connection connection);
    void setOffline(const OfflineSnapshot& offline);

Q_SIGNALS:
    void signInWanted();

private:
    void refresh();

    Time m_time;
    NoticeLine* m_left;
    NoticeLine* m_noKeyChain;
    Connection m_connection = Connection::Online;
    OfflineSnapshot m_offline;
    Scheduler::HandlePtr m_tick;
};

/// What the banner says at that time.
QString offlineText(const OfflineSnapshot& offline, std::int64_t nowMs);

}  // namespace sotto::ui
