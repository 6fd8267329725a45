// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_verifier.h"
#include "core/audit/exception_report.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/policy.h"
#include "core/platform/disk_encryption.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace sotto::app {

/// What is known without looking at files.
struct ComplianceSubject {
    Policy policy;
    std::filesystem::path data;        ///< the vaults
    std::filesystem::path audit;       ///< the log
    std::string ownName;               ///< under which our person stands in the log
    std::filesystem::path ownVault{};  ///< the folder of our person; empty: not known
    bool agreementDue = false;
    bool captureBlocked = false;
    audit::ExceptionRules exceptions;
    WallTime now{};
};

/// What was seen on this workstation.
struct ComplianceFacts {
    ComplianceSubject subject;
    std::uint64_t files = 0;      ///< of Sotto's, with folders
    std::uint64_t openFiles = 0;  ///< that other users of the machine may read
    std::uint64_t vaults = 0;
    std::uint64_t plainVaults = 0;  ///< that begin as an unencrypted database does
    bool memoryIsClosed = false;    ///< no core dumps, and no other process reads our memory
    audit::VerifyReport chain;
    audit::ExceptionReport exceptions;
    std::optional<WallTime> backupAt;    ///< of our person, the last that was made
    bool collectorAway = false;          ///< the last that the log says of it
    std::uint64_t findings = 0;          ///< since the last review
    std::uint64_t failedAttempts = 0;    ///< since the last review
    std::uint64_t consentsRecorded = 0;  ///< as far as the log goes back
    std::uint64_t consentsRevoked = 0;
    std::optional<WallTime> inventoryAt;  ///< the last that was recorded
    platform::DiskEncryption disk = platform::DiskEncryption::Unknown;  ///< below the vaults
    bool hasOwnWay = false;     ///< our person's vault opens in an emergency, as policy says
    bool hasFhirEvent = false;  ///< the newest record could be turned into one
};

/// Looks. Any thread; takes as long as reading the log takes. Errors: Storage.
Result<ComplianceFacts> gatherFacts(ComplianceSubject subject);

}  // namespace sotto::app
