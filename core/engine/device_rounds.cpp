// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/device_rounds.h"

#include "core/base/log.h"

namespace sotto::engine {

DeviceRounds::DeviceRounds(PeerDevices& devices, Outbound& outbound, Waiting waiting, Serve serve)
    : m_devices(devices),
      m_outbound(outbound),
      m_waiting(std::move(waiting)),
      m_serve(std::move(serve))
{
}

void DeviceRounds::run()
{
    if (m_running) {
        m_again = true;
        return;
    }
    if (!m_outbound.mayLeave())
        return;
    const auto waiting = m_waiting();
    if (!waiting) {
        log::warning("engine", "a round of repairs did not begin", {{"why", waiting.error().code}});
        return;
    }
    m_running = true;
    m_queue.assign(waiting->begin(), waiting->end());
    next();
}

void DeviceRounds::next()
{
    if (m_queue.empty() || !m_outbound.mayLeave()) {
        m_queue.clear();
        m_running = false;
        if (std::exchange(m_again, false))
            run();
        return;
    }
    const auto device = m_queue.front();
    m_queue.pop_front();
    if (m_devices.isFresh(device.account)) {
        serve(device);
        return;
    }
    m_devices.refresh(device.account).then(this, [this, device](const Result<Done>& refreshed) {
        refreshed ? serve(device) : next();
    });
}

void DeviceRounds::serve(const omemo::DeviceAddress& device)
{
    m_serve(device).then(this, [this](const Result<Done>& served) {
        if (!served)
            log::warning("engine", "a repair was not made", {{"why", served.error().code}});
        next();
    });
}

}  // namespace sotto::engine
