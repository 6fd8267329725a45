// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/api/snapshots.h"

#include <QString>

namespace sotto::ui {

/// What a person reads about a problem. Never a detail of the program (style.md, "Errors").
struct ErrorText {
    QString happened;  ///< what happened
    QString safe;      ///< what is safe, or what was not changed
    QString next;      ///< what to do now
};

/// Words for every ProblemKind; the only place that makes them.
ErrorText errorText(const Problem& problem);

/// For the banner while nothing can be saved; empty if the disk takes writes.
ErrorText readOnlyText(StorageState state);

}  // namespace sotto::ui
