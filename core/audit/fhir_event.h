// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/record.h"

#include <string>

namespace sotto::audit {

/// What an entity's detail, and a DICOM ParticipantObjectDetail, is called that holds a record's
/// line in base64: with it, what a collector kept is an anchor in every format.
inline constexpr std::string_view kRecordDetail = "record";

/// A record as a FHIR R4 AuditEvent resource: one line of JSON. `line`: goes along as it is.
std::string fhirEvent(const ParsedRecord& record, std::string_view line = {});

}  // namespace sotto::audit
