// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/record.h"

#include <string>

namespace sotto::syslog {

/// A record as the XML message of DICOM PS3.15, A.5, which IHE ATNA (ITI-20) takes: one line.
/// The record's line goes along in base64, so that what a collector keeps is an anchor.
std::string auditMessage(const audit::ParsedRecord& record, std::string_view line);

}  // namespace sotto::syslog
