// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What our events are called in DICOM PS3.16 (DCM), which IHE ATNA and FHIR AuditEvent use.

#include <optional>
#include <string_view>

namespace sotto::audit {

struct DicomCode {
    std::string_view code;     ///< "110114"
    std::string_view display;  ///< "User Authentication"
};

struct DicomEvent {
    DicomCode id;
    std::optional<DicomCode> type;
};

/// `event`: the name in a record. A name that a newer version writes is Application Activity.
DicomEvent dicomEvent(std::string_view event);

}  // namespace sotto::audit
