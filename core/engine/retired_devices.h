// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "core/store/account_store.h"

#include <vector>

namespace sotto::engine {

/// Own device ids that a restored vault gave up and that may still be published. Writing
/// needs an open Transaction. Errors: those of the vault.
Result<std::vector<DeviceId>> retiredDevices(store::AccountStore& account);
Result<Done> retireDevice(store::AccountStore& account, DeviceId device);
Result<Done> forgetRetired(store::AccountStore& account, DeviceId device);

}  // namespace sotto::engine
