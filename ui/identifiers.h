// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What in a text may name a patient: for a quiet word before it is sent, never for more. It misses
// what it does not know and finds what is none; whoever writes decides.

#include <QString>

#include <cstdint>

namespace sotto::ui {

enum class Identifier : std::uint8_t { None, RecordNumber, SocialSecurity, BirthDate, Phone };

/// The one that says most. `thisYear`: a date in it or after it is an appointment.
Identifier identifierIn(const QString& text, int thisYear);

/// "a date of birth"; empty for None.
QString wordsFor(Identifier identifier);

}  // namespace sotto::ui
