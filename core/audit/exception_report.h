// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What somebody should look at every few days (45 CFR 164.308(a)(1)(ii)(D), R-11): what was done
// after hours or in bulk, what failed at the door, emergency access, changed policies, findings.

#include "core/audit/record.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::audit {

enum class ExceptionKind : std::uint8_t {
    AfterHours,       ///< a person opened Sotto, or took something out of it
    BulkExport,       ///< a person took out as much in a day as policy calls much
    FailedAttempts,   ///< to sign in, to unlock, to give the code
    EmergencyAccess,  ///< each one
    PolicyChange,     ///< another policy, or list, came into force; or one was refused
    Finding,          ///< a security finding, a changed identity, a break in the log itself
};

inline constexpr std::size_t kExceptionKinds = 6;

std::string_view toName(ExceptionKind kind);  ///< "after_hours"

/// What policy calls usual (audit.work_*, audit.bulk_exports).
struct ExceptionRules {
    std::array<bool, 7> workDays{};  ///< from Monday
    int fromHour = 7;                ///< local
    int untilHour = 19;              ///< local; from this hour on it is after hours
    int bulk = 20;                   ///< exports by a person in a day
    /// Local time minus UTC at that moment.
    std::function<std::chrono::seconds(WallTime)> utcOffset;
};

/// All of a kind, by one person, on one day.
struct ExceptionLine {
    ExceptionKind kind = ExceptionKind::Finding;
    std::string user;  ///< a pseudonym; empty: nobody was signed in
    std::string day;   ///< local, "2026-11-22"; empty: the clock of the record shows no time
    std::uint64_t count = 0;
    std::uint64_t firstSeq = 0;
    WallTime first{}, last{};
};

struct ExceptionReport {
    std::vector<ExceptionLine> lines;  ///< by kind, day and person
    std::uint64_t records = 0;         ///< that were looked at
    std::string since;                 ///< time of the first one
    std::string prunedUntil;           ///< see PrunedNote; only where it begins with the log
    bool wasReviewed = false;          ///< it begins where somebody reviewed the one before
    std::uint64_t until = 0;           ///< number of the last record that was looked at
};

/// Makes it of records that somebody else reads. A review signs off what its report showed: what
/// happened between the two is in the next one (detail `until` of the record).
class ExceptionCollector {
public:
    explicit ExceptionCollector(const ExceptionRules& rules);
    ~ExceptionCollector();
    ExceptionCollector(const ExceptionCollector&) = delete;
    ExceptionCollector& operator=(const ExceptionCollector&) = delete;

    void take(const ParsedRecord& record);  ///< in their order
    ExceptionReport finish();               ///< once

private:
    class Part;
    std::unique_ptr<Part> m_part;
};

/// Time of the last review, or of the first record where there was none; empty: the log is. Reads
/// one file after another, the newest first. Any thread. Errors: Storage.
Result<std::string> unreviewedSince(const std::filesystem::path& folder);

/// Since the last review, or of the whole log where there was none. Any thread. Errors: Storage.
Result<ExceptionReport> reportExceptions(const std::filesystem::path& folder,
                                         const ExceptionRules& rules);

}  // namespace sotto::audit
