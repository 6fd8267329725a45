// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/list_keeper.h"

#include "core/base/log.h"
#include "core/omemo/bundle.h"

#include <algorithm>

namespace sotto::engine {
namespace {

constexpr std::size_t kRepairsAnHour = 3;
constexpr BootTime kHour = std::chrono::hours{1};

}  // namespace

ListKeeper::ListKeeper(VaultContext& context, KeyPublisher& keys, RemovalWatch& removals)
    : m_context(context),
      m_keys(keys),
      m_removals(removals)
{
}

void ListKeeper::takeOwn(const std::string& node, const std::optional<xmpp::Element>& list)
{
    if (m_keys.isPublishing() || !lacksUs(node, list))
        return;
    m_removals.look().then(this, [this](const Result<bool>& removed) {
        if (removed && !*removed && !m_keys.isPublishing())
            repair();
    });
}

void ListKeeper::repair()
{
    if (!mayRepair()) {
        if (!std::exchange(m_told, true))
            Q_EMIT contested();
        return;
    }
    m_told = false;
    log::warning("engine", "another client took this device off its list");
    (void)m_keys.publish();  // tells of its failure itself; the next stream tries again
}

bool ListKeeper::lacksUs(const std::string& node, const std::optional<xmpp::Element>& list) const
{
    const auto us = m_context.device;
    if (node == omemo::kDeviceIdsNode) {
        const auto ids = list ? omemo::parseDeviceIds(*list)
                              : Result<std::vector<DeviceId>>{std::vector<DeviceId>{}};
        return m_context.phones.isOn() && (!ids || std::ranges::find(*ids, us) == ids->end());
    }
    if (node != omemo::kDevicesNs)
        return false;
    const auto devices = list
        ? omemo::parseDevices(*list)
        : Result<std::vector<omemo::SottoDevice>>{std::vector<omemo::SottoDevice>{}};
    return !devices || std::ranges::find(*devices, us, &omemo::SottoDevice::id) == devices->end();
}

bool ListKeeper::mayRepair()
{
    const auto now = m_context.time.clock.bootNow();
    while (!m_repairs.empty() && now - m_repairs.front() >= kHour)
        m_repairs.pop_front();
    if (m_repairs.size() >= kRepairsAnHour)
        return false;
    m_repairs.push_back(now);
    return true;
}

}  // namespace sotto::engine
