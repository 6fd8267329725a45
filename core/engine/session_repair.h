// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/arrivals.h"
#include "core/engine/device_rounds.h"
#include "core/engine/vault_context.h"

#include <QObject>

#include <deque>
#include <map>

namespace sotto::engine {

/// Asks the device that sent what we could not read to send it again: once by itself for
/// each card, and when a person says so. Where the session is broken, a new one is begun
/// from that device's bundle first, at most once an hour for each device. A phone knows no such
/// question: it gets a key in the new session, so that what it writes next can be read. Engine
/// thread only.
class SessionRepair final : public QObject {
    Q_OBJECT
public:
    SessionRepair(VaultContext& context, PeerDevices& devices, Outbound& outbound);

    /// Asks for all cards that are due, as far as the limits allow. For each device: one request
    /// at a time, of which an answer comes or a minute passes; 100 cards that are not answered
    /// yet; ten requests an hour for broken sessions.
    void run() { m_rounds.run(); }

    /// A person asks. Errors: NotFound, Denied (a minute ago already, or nobody can be asked),
    /// Storage, StorageFull.
    Result<Done> askAgain(MessageId card);

Q_SIGNALS:
    void cardsChanged(sotto::engine::Arrivals arrivals);

private:
    using Cards = std::vector<store::CardDue>;

    Result<Cards> dueFrom(const omemo::DeviceAddress& device);
    Task<Done> serve(const omemo::DeviceAddress& device);
    Result<Done> ask(const omemo::DeviceAddress& device);
    Result<Done> setAll(const Cards& cards, store::RepairState state, Arrivals& arrivals);
    Result<std::vector<Outbound::Sealed>> healPhone(const omemo::DeviceAddress& device,
                                                    const Cards& cards, Arrivals& arrivals);
    Result<Outbound::Sealed> request(const omemo::SealTarget& target, const Cards& cards,
                                     Arrivals& arrivals);
    bool mayRequest(const omemo::DeviceAddress& device, const Cards& cards);

    VaultContext& m_context;
    PeerDevices& m_devices;
    Outbound& m_outbound;
    DeviceRounds m_rounds;
    std::map<omemo::DeviceAddress, std::deque<BootTime>> m_requests;  ///< of the last hour
    Scheduler::HandlePtr m_later;
};

}  // namespace sotto::engine
