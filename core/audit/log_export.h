// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A log in the formats that others read: FHIR R4 (a collection Bundle of AuditEvent), CSV
// (RFC 4180), and our own lines. Streams: nothing is held but one record.

#include "core/audit/record.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::audit {

enum class ExportFormat : std::uint8_t { Raw, Csv, Fhir };

/// What is wanted of a log; an empty text asks for all.
struct ExportFilter {
    std::string from{}, to{};  ///< inclusive; any beginning of a time, "2026-11" or "2026-11-22T10"
    std::string person{};      ///< a pseudonym: they did it, or it happened to a message by them
    std::string conversation{};         ///< a pseudonym: only what happened to its messages
    std::string patient{};              ///< a pseudonym: the same of messages about them
    std::string event{};                ///< "login_failed"
    std::vector<std::string> events{};  ///< any of them; empty: all

    bool takes(const ParsedRecord& record) const;
};

struct ExportResult {
    std::uint64_t records = 0;
    std::uint64_t notRecords = 0;  ///< lines that are none: the verifier tells of them
    std::string prunedUntil{};     ///< see PrunedNote
};

/// Writes what the filter takes, piece by piece, oldest first. Errors: Storage (cannot be read).
Result<ExportResult> exportLog(const std::filesystem::path& folder, ExportFormat format,
                               const ExportFilter& filter, WallTime now,
                               const std::function<void(std::string_view)>& write);

}  // namespace sotto::audit
