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
            m_last = ran;
            do
                m_delays.push_back(std::max(late, 0.0));
            while ((late -= seconds({}, SteadyTime{kStep})) > 0);
        });
    }

    void start()
    {
        m_last = now();
        m_timer.start();
    }

    void stop() { m_timer.stop(); }

    const std::vector<double>& delays() const { return m_delays; }

private:
    static constexpr std::chrono::milliseconds kStep{10};

    QTimer m_timer;
    SteadyTime m_last;
    std::vector<double> m_delays;
};

}  // namespace sotto::bench
