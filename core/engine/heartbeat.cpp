// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/heartbeat.h"

#include "core/base/log.h"

namespace sotto::engine {
namespace {

constexpr int kReceiptsToLookAt = 10'000;
constexpr BootTime kPause = std::chrono::minutes{1};

}  // namespace

Heartbeat::Heartbeat(VaultContext& context, PeerDevices& devices, Outbound& outbound)
    : m_context(context),
      m_devices(devices),
      m_outbound(outbound)
{
}

void Heartbeat::note(const std::set<omemo::DeviceAddress>& devices)
{
    m_waiting.insert(devices.begin(), devices.end());
}

void Heartbeat::beat()
{
    if (m_waiting.empty() || !m_outbound.mayLeave())
        return;
    const auto batch = seal();
    if (!batch)
        log::warning("engine", "no heartbeat", {{"why", batch.error().code}});
    else
        m_outbound.send(*batch);
    findWaiting();
}

/// A phone gets no receipts for which its list would be read.
void Heartbeat::findWaiting()
{
    std::set<Jid> unknown;
    for (const auto& device : m_waiting)
        if (!m_devices.isFresh(device.account))
            unknown.insert(device.account);
    for (const auto& person : unknown)
        m_devices.refresh(person).then(this, [this](const Result<Done>& refreshed) {
            if (refreshed)
                beat();
        });
}

Result<std::vector<Outbound::Sealed>> Heartbeat::seal()
{
    std::vector<Outbound::Sealed> batch;
    std::vector<omemo::DeviceAddress> answered;
    auto waiting = m_waiting;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto due, m_context.stores.receipts.due(kReceiptsToLookAt));
    std::set<Jid> getReceipts;
    for (const auto& one : due)
        getReceipts.insert(one.message.sender);
    for (const auto& device : m_waiting) {
        SOTTO_TRY_ASSIGN(const auto target, m_devices.target(device));
        SOTTO_TRY_ASSIGN(const bool isPhone, m_devices.isPhone(device));
        if (!target && !isPhone)
            continue;
        waiting.erase(device);
        const auto now = m_context.time.clock.bootNow();
        const auto last = m_answered.find(device);
        const bool wasAnswered = last != m_answered.end() && now - last->second < kPause;
        if (wasAnswered || (target && getReceipts.contains(device.account)))
            continue;
        auto sealed = target ? m_outbound.sealForDevice(*target, xmpp::KeyExchangeOnly{},
                                                        m_context.time.clock.wallNow())
                             : m_outbound.sealKeyForPhone(device);
        if (!sealed)
            return sealed.error();
        batch.push_back(*std::move(sealed));
        answered.push_back(device);
    }
    SOTTO_TRY(transaction.commit());
    for (const auto& device : answered)
        m_answered.insert_or_assign(device, m_context.time.clock.bootNow());
    m_waiting = std::move(waiting);
    return batch;
}

}  // namespace sotto::engine
