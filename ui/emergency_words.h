// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/emergency.h"
#include "ui/error_text.h"

#include <QString>

namespace sotto::ui {

QString emergencyReasonText(EmergencyReason reason);

/// Who is told of an emergency access, and when, in whole sentences.
QString emergencyToldText(const EmergencyTerms& terms);

/// "Opened by …" of a note to the owner, with the reason.
QString emergencyNoteText(const EmergencyNote& note);

/// Empty texts for what is no problem of emergency access.
ErrorText emergencyError(const Problem& problem);

}  // namespace sotto::ui
