// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/workstation.h"
#include "core/base/clock.h"
#include "core/policy/policy_reader.h"

namespace sotto::app {

/// The policy in force as the Workstation page shows it. `lockAfterS`: what the person chose
/// for themselves, 0: nothing; a laxer choice than the clinic's does not count.
WorkstationSnapshot workstationOf(const policy::LoadedPolicy& loaded, WallTime checkedAt,
                                  int lockAfterS);

/// SHA-256 of policy.agreement in hexadecimal; empty: the clinic has none.
QString agreementHash(const Policy& policy);

/// A copy in which the person's own choice counts, where it is the stricter.
Policy withLockAfter(Policy policy, int lockAfterS);

}  // namespace sotto::app
