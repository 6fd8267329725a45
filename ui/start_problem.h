// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"

namespace sotto::ui {

/// A window that says why the program cannot start. Returns when it was closed; the only
/// event loop there is at that time.
void showStartProblem(const Problem& problem);

}  // namespace sotto::ui
