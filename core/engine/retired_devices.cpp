// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/retired_devices.h"

#include <algorithm>
#include <sstream>

namespace sotto::engine {
namespace {

constexpr std::string_view kRetired = "device.retired";  // numbers, a space after each

Result<Done> save(store::AccountStore& account, const std::vector<DeviceId>& devices)
{
    std::string text;
    for (const auto device : devices)
        text += std::to_string(device.value) + ' ';
    return account.setValue(kRetired, viewOf(text));
}

}  // namespace

Result<std::vector<DeviceId>> retiredDevices(store::AccountStore& account)
{
    SOTTO_TRY_ASSIGN(const auto stored, account.value(kRetired));
    std::vector<DeviceId> devices;
    if (!stored)
        return devices;
    std::istringstream text{std::string{stored->text()}};
    for (std::uint32_t id = 0; text >> id;)
        devices.push_back(DeviceId{id});
    return devices;
}

Result<Done> retireDevice(store::AccountStore& account, DeviceId device)
{
    SOTTO_TRY_ASSIGN(auto devices, retiredDevices(account));
    if (std::ranges::find(devices, device) == devices.end())
        devices.push_back(device);
    return save(account, devices);
}

Result<Done> forgetRetired(store::AccountStore& account, DeviceId device)
{
    SOTTO_TRY_ASSIGN(auto devices, retiredDevices(account));
    std::erase(devices, device);
    return save(account, devices);
}

}  // namespace sotto::engine
