// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/qt_scheduler.h"

#include <QTimer>

namespace sotto {
namespace {

class TimerHandle final : public Scheduler::Handle {
public:
    TimerHandle(std::chrono::milliseconds delay, std::function<void()> work)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        // The work may destroy this handle: run a copy that outlives it.
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [work = std::move(work)] {
            auto run = work;
            run();
        });
        m_timer.start(delay);
    }

private:
    QTimer m_timer;
};

}  // namespace

Scheduler::HandlePtr QtScheduler::after(std::chrono::milliseconds delay, std::function<void()> work)
{
    return std::make_unique<TimerHandle>(delay, std::move(work));
}

}  // namespace sotto
