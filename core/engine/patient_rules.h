// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::engine {

/// Policy patient.*
struct PatientRules {
    bool fullInLists = false;  ///< patient.list_display
};

}  // namespace sotto::engine
