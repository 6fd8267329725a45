// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QObject>

namespace sotto::engine {

/// When receipts go for what was said in a room: together, after a while that grows with the
/// room and differs from person to person. Else a team of a hundred at fifty messages a minute
/// would be ten thousand receipts a minute. Engine thread only.
class ReceiptPace final : public QObject {
    Q_OBJECT
public:
    explicit ReceiptPace(Time time) : m_time(time) { }

    /// Something is owed to somebody in a room of so many people. A wait that runs stays as it
    /// is.
    void later(int people);

    void stop() { m_timer.reset(); }

Q_SIGNALS:
    void due();

private:
    Time m_time;
    Scheduler::HandlePtr m_timer;
};

}  // namespace sotto::engine
