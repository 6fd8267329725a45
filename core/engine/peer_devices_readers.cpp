// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the devices that were found may get a message now.
#include "core/engine/peer_devices.h"
#include "core/engine/trust_view.h"

#include <algorithm>

namespace sotto::engine {

Result<std::vector<DeviceId>> PeerDevices::withoutSession(const Jid& person)
{
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    SOTTO_TRY_ASSIGN(const auto devices, m_context.stores.devices.of(person));
    std::vector<DeviceId> missing;
    for (const auto& device : devices) {
        if (!mayReceive(m_context, device))
            continue;
        SOTTO_TRY_ASSIGN(const bool has, m_context.sessions.hasSession(device.address));
        if (!has || device.keyChangedAtMs > 0)  // it may have its own key back
            missing.push_back(device.address.device);
    }
    return missing;
}

/// Those of a kind that may get a message now.
Result<std::vector<store::DeviceRow>> PeerDevices::readers(const Jid& person,
                                                           store::DeviceKind kind)
{
    SOTTO_TRY_ASSIGN(auto devices, m_context.stores.devices.of(person));
    std::vector<store::DeviceRow> readers;
    for (auto& device : devices) {
        if (device.kind != kind || !mayReceive(m_context, device) ||
            !omemo::mayTalk(device.trust) || device.keyChangedAtMs > 0)
            continue;
        SOTTO_TRY_ASSIGN(const bool has, m_context.sessions.hasSession(device.address));
        if (has)
            readers.push_back(std::move(device));
    }
    return readers;
}

Result<std::vector<omemo::SealTarget>> PeerDevices::targets(const Jid& person)
{
    SOTTO_TRY_ASSIGN(const auto devices, readers(person, store::DeviceKind::Sealed));
    std::vector<omemo::SealTarget> targets;
    for (const auto& device : devices)
        targets.push_back({person, device.address.device, device.alertKey});
    return targets;
}

Result<std::vector<omemo::DeviceAddress>> PeerDevices::phones(const Jid& person)
{
    SOTTO_TRY_ASSIGN(const auto devices, readers(person, store::DeviceKind::Legacy));
    std::vector<omemo::DeviceAddress> phones;
    for (const auto& device : devices)
        phones.push_back(device.address);
    return phones;
}

Result<bool> PeerDevices::isPhone(const omemo::DeviceAddress& device)
{
    SOTTO_TRY_ASSIGN(const auto all, phones(device.account));
    return std::ranges::find(all, device) != all.end();
}

Result<std::optional<omemo::SealTarget>> PeerDevices::target(const omemo::DeviceAddress& device)
{
    SOTTO_TRY_ASSIGN(auto all, targets(device.account));
    const auto found = std::ranges::find(all, device.device, &omemo::SealTarget::device);
    return found == all.end() ? std::optional<omemo::SealTarget>{} : std::optional{*found};
}

}  // namespace sotto::engine
