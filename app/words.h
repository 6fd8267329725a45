// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"

#include <QString>

namespace sotto::app {

/// A problem as one paragraph: what happened, what is safe, what to do.
QString sentenceOf(const Problem& problem);

}  // namespace sotto::app
