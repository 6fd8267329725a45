// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Roles on call in words.

#include "core/api/on_call.h"

namespace sotto::ui {

/// "Dr Lee", "Dr Lee, Ana": who gets what is written to it; long lists are cut.
QString receiversText(const OnCallSnapshot& role);

/// One line: who holds it, whether they are there, until when; or to whom it falls.
QString standingText(const OnCallSnapshot& role);

/// The same in front of what is about to be written to it.
QString beforeSendingText(const OnCallSnapshot& role);

/// Who is not the one that was shown, and who is now.
QString movedText(const OnCallSnapshot& role, const QString& shown);

/// The role is not on the clinic's list any more; `shown`: who got it last.
QString goneText(const SafeText& title, const QString& shown);

}  // namespace sotto::ui
