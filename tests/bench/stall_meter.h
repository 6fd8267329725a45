// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/figures.h"

#include <QTimer>

#include <algorithm>
#include <vector>

namespace sotto::bench {

/// How late a thread's event loop is: it is to run every ten milliseconds. A long stall counts
/// as all the moments in which it should have run, each with the time that it still lasted.
class StallMeter {
public:
    StallMeter()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(kStep);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto ran = now();
            double late = seconds(m_last, ran) - seconds({}, SteadyTime{kStep});
            const double cpu = threadCpuSeconds();
            m_busy.push_back(cpu - m_lastCpu);
            m_last = ran;
            m_lastCpu = cpu;
            do
                m_delays.push_back(std::max(late, 0.0));
            while ((late -= seconds({}, SteadyTime{kStep})) > 0);
        });
    }

    void start()
    {
        m_last = now();
        m_lastCpu = threadCpuSeconds();
        m_timer.start();
    }

    void stop() { m_timer.stop(); }

    const std::vector<double>& delays() const { return m_delays; }

    /// Processor time of the thread itself from one run to the next: a delay without it is one in
    /// which it was not let run.
    const std::vector<double>& busy() const { return m_busy; }

private:
    static constexpr std::chrono::milliseconds kStep{10};

    QTimer m_timer;
    SteadyTime m_last;
    double m_lastCpu = 0;
    std::vector<double> m_delays;
    std::vector<double> m_busy;
};

}  // namespace sotto::bench
