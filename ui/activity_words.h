// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The activity log in plain words. What the log says beside its own few words (letters, digits
// and ".:_-") has no place in it.

#include "core/api/activity.h"

#include <QString>

namespace sotto::ui {

/// "Signed in" for "login_ok"; a word that this version does not know stands as it is.
QString eventText(const QString& event);
QString groupText(ActivityGroup group);
QString detailText(const ActivityEntry& entry);  ///< "reason: treatment · way: print"
/// "Only: Ana Sample · conversation with Lee · patient 4471 · 2026-11-01 to 2026-11-05"; of the
/// person and the conversation their names. Empty: everything is chosen.
QString choiceText(const ActivityFilter& choice, const QString& person,
                   const QString& conversation);
QString exceptionText(ActivityException::Kind kind);

/// "4,212 entries, unbroken since 3 May 2026, compared with the relay's copy of 09:40"
QString chainText(const ChainSnapshot& chain, std::int64_t nowMs);
bool isWhole(const ChainSnapshot& chain);  ///< nothing was changed, as far as it can be seen here

}  // namespace sotto::ui
