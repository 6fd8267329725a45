// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/compliance_facts.h"
#include "core/api/compliance.h"

namespace sotto::app {

/// What the facts mean, for each requirement once, in their order. What a requirement asks for and
/// this version lacks fails, unless the clinic switched it off. A pure function.
QList<ComplianceItem> assess(const ComplianceFacts& facts);

}  // namespace sotto::app
