// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/outbound.h"
#include "core/engine/peer_devices.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <map>
#include <set>

namespace sotto::engine {

/// From this place in its chain on a device waits for an answer, so that the ratchet turns
/// (XEP-0384, 5.6: "heartbeat").
inline constexpr std::uint32_t kLongChain = 53;

/// Answers devices that have written much, or for the first time, without hearing from us:
/// one message without content, unless a receipt goes to them anyhow. Nothing is kept: who
/// got no answer will write in the same chain again. At most one a minute for each device:
/// what is on its way needs time. Engine thread only.
class Heartbeat final : public QObject {
public:
    Heartbeat(VaultContext& context, PeerDevices& devices, Outbound& outbound);

    void note(const std::set<omemo::DeviceAddress>& devices);

    /// After a batch, before its receipts are sent. Those whose list is not known yet wait for it.
    void beat();

private:
    Result<std::vector<Outbound::Sealed>> seal();
    void findWaiting();

    VaultContext& m_context;
    PeerDevices& m_devices;
    Outbound& m_outbound;
    std::set<omemo::DeviceAddress> m_waiting;
    std::map<omemo::DeviceAddress, BootTime> m_answered;  ///< when, last
};

}  // namespace sotto::engine
