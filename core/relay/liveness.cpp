// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/liveness.h"

namespace sotto::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kSilence = 30s;  // twice this is the limit

}  // namespace

Liveness::Liveness(Time time, std::function<void()> probe, std::function<void()> dead)
    : m_time(time),
      m_probe(std::move(probe)),
      m_dead(std::move(dead))
{
}

void Liveness::heard()
{
    m_timer = m_time.scheduler.after(kSilence, [this] {
        m_timer = m_time.scheduler.after(kSilence, [this] {
            m_timer.reset();
            m_dead();
        });
        m_probe();
    });
}

void Liveness::stop()
{
    m_timer.reset();
}

}  // namespace sotto::relay
