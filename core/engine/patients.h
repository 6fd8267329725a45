// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whom messages are about: between the vault and the screen, and as a phone reads it.

#include "core/api/patient.h"
#include "core/engine/vault_context.h"

namespace sotto::engine {

PatientSnapshot patientSnapshot(const PatientTag& tag, const PatientRules& rules);

/// Of a message. None: it is about nobody, or the vault does not answer, which is told where it
/// is written.
std::optional<PatientSnapshot> patientOf(VaultContext& context, MessageId message);

/// A line for a list: the patient as lists may show them, and then the text.
SafeText lineAbout(const std::optional<PatientSnapshot>& patient, const std::string& text);

/// A phone knows no such marks: never more than initials and the end of the number, before the
/// text. Of records under 42 CFR Part 2 it reads the notice of section 2.32(a)(2) after it.
std::string phoneBodyAbout(const std::optional<PatientTag>& tag, const std::string& body);

}  // namespace sotto::engine
