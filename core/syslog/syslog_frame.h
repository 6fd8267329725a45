// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/record.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sotto::syslog {

/// What the message's text is; policy audit.format.
enum class BodyFormat : std::uint8_t {
    Json,   ///< our own line
    Dicom,  ///< audit_message.h
    Fhir,   ///< AuditEvent, R4
};

/// A record as one RFC 5424 message in a frame of RFC 5425 (its length in bytes, a space).
/// Facility 10 and severity 5, as DICOM PS3.15 asks. `host`: this machine; what RFC 5424
/// does not allow there is left out.
std::string syslogFrame(std::string_view host, BodyFormat format, const audit::ParsedRecord& record,
                        std::string_view line);

}  // namespace sotto::syslog
