// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/compose.h"
#include "core/audit/event.h"
#include "core/engine/emergency_rules.h"

namespace sotto::app {

/// As policy says (emergency.*), with the activity log behind it.
engine::EmergencyRules emergencyRules(const Surroundings& surroundings, Time time);

/// What each record of an emergency access has, and of whatever leaves the vault in it: the purpose
/// of use BTG of HL7, "break the glass".
log::Field emergencyPurpose();

}  // namespace sotto::app
