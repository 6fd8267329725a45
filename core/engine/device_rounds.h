// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task.h"
#include "core/engine/outbound.h"
#include "core/engine/peer_devices.h"

#include <QObject>

#include <deque>
#include <functional>
#include <set>

namespace sotto::engine {

/// Serves devices that wait for something, one after the other, each with a fresh list of its
/// owner's devices. Stops where nothing may leave, and goes on at the next run().
/// Engine thread only.
class DeviceRounds final : public QObject {
public:
    using Waiting = std::function<Result<std::set<omemo::DeviceAddress>>()>;
    using Serve = std::function<Task<Done>(const omemo::DeviceAddress&)>;

    DeviceRounds(PeerDevices& devices, Outbound& outbound, Waiting waiting, Serve serve);

    /// While a round runs, another one follows it.
    void run();

private:
    void next();
    void serve(const omemo::DeviceAddress& device);

    PeerDevices& m_devices;
    Outbound& m_outbound;
    Waiting m_waiting;
    Serve m_serve;
    std::deque<omemo::DeviceAddress> m_queue;
    bool m_running = false;
    bool m_again = false;
};

}  // namespace sotto::engine
