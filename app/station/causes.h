// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What ended a session, by the names that stand in the activity log and in the policy.

#include "app/station/session_handle.h"
#include "core/base/log.h"
#include "core/platform/session_signals.h"

#include <string_view>

namespace sotto::app {

log::Literal nameOf(SessionHandle::LockCause cause);
log::Literal nameOf(platform::LockReason reason);

/// The word of session.lock_on that allows it.
std::string_view wordOf(platform::LockReason reason);

}  // namespace sotto::app
