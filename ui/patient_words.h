// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a patient is named inside a conversation, and what a sensitive message says of itself.

#include "core/api/patient.h"

#include <QFontMetricsF>

namespace sotto::ui {

/// "Jane Smith · 00-884471 · SUD".
QString patientWords(const PatientSnapshot& patient);
QString patientWords(const PatientTag& tag);

/// The same in `room` px: a long name is cut, so that number and labels show.
QString elidedPatient(const PatientSnapshot& patient, const QFontMetricsF& font, double room);

/// As a message about that patient will show it.
PatientSnapshot shownAs(const PatientTag& tag);

/// For records of treatment for substance use the notice of 42 CFR 2.32(a)(2); for other labels
/// that somebody must look before passing it on. Empty: no label.
QString sensitiveNotice(const QStringList& labels);

}  // namespace sotto::ui
