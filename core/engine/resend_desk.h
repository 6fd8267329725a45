// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/device_rounds.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <deque>
#include <map>

namespace sotto::engine {

/// Answers devices that ask for something again. Only a device on its owner's list, with a
/// key that we trust, gets anything, and only what we wrote to its owner; at most 200 ids an
/// hour, the rest waits. Engine thread only.
class ResendDesk final : public QObject {
public:
    ResendDesk(VaultContext& context, PeerDevices& devices, Outbound& outbound);

    /// Takes note of a request, in the caller's transaction. Errors: Storage, StorageFull.
    static Result<Done> note(VaultContext& context, const omemo::DeviceAddress& by,
                             const std::vector<std::string>& ids);

    /// Answers what waits.
    void run() { m_rounds.run(); }

private:
    using Batch = std::vector<Outbound::Sealed>;

    Result<Done> serve(const omemo::DeviceAddress& device);
    Result<std::optional<xmpp::Content>> answerTo(const store::ResendDue& due, WallTime& sentAt,
                                                  bool& oweReceipts);
    Result<bool> wasWrittenFor(const omemo::DeviceAddress& device, const store::MessageRow& row);
    Result<Done> oweReceipts(const omemo::DeviceAddress& device);
    std::size_t allowance(const omemo::DeviceAddress& device);

    VaultContext& m_context;
    PeerDevices& m_devices;
    Outbound& m_outbound;
    DeviceRounds m_rounds;
    std::map<omemo::DeviceAddress, std::deque<BootTime>> m_served;  ///< ids of the last hour
    std::map<omemo::DeviceAddress, BootTime> m_receiptsOwed;        ///< when, last
    Scheduler::HandlePtr m_later;
};

}  // namespace sotto::engine
