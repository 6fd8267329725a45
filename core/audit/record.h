// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One line of the log: writing it, and reading it back strictly. Format: README.md.

#include "core/audit/event.h"
#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::audit {

inline constexpr std::size_t kMaxLineBytes = 4096;  ///< with its end

/// What surrounds an event in its record.
struct RecordFrame {
    std::uint64_t seq;
    WallTime wall;
    BootTime boot;
    std::string_view bootId, installId;
    ByteView prev;  ///< SHA-256 of the line before
    ByteView key;   ///< K of this record
};

/// Letters, digits, '-', '.', ':' and '_', at most 128: what may stand in a field.
std::string toUtc(WallTime at);  ///< "2026-11-18T11:06:41.000Z"
/// The other way; nothing for what toUtc() does not write, or no clock ever shows.
std::optional<WallTime> fromUtc(std::string_view text);

bool isPlainId(std::string_view text);

/// The line without its end. Errors: Malformed (event.object, or too long).
Result<std::string> formatRecord(const RecordFrame& frame, const Event& event);

/// A record read back; views into the line.
struct ParsedRecord {
    std::uint64_t seq = 0;
    std::string_view ts, bootId, installId, user, event, outcome, object;
    std::string_view detail;      ///< what stands between its braces
    std::string_view prev, mac;   ///< hexadecimal
    std::string_view signedPart;  ///< what the code was made of
};

/// Reads exactly what formatRecord() writes; anything else is nothing.
std::optional<ParsedRecord> parseRecord(std::string_view line);

/// Calls `each` for every name and value of a record's detail.
void forEachDetail(std::string_view detail,
                   const std::function<void(std::string_view, std::string_view)>& each);

/// Whether a record's time has four digits of year: a workstation's clock may say anything.
bool isInstant(std::string_view ts);

/// Whether the code of a record was made with `key`.
bool hasValidMac(const ParsedRecord& record, ByteView key);

/// K_{i+1} = SHA-256("audit-next" ‖ K_i).
SecretBytes nextKey(ByteView key, SecretBytes::Memory memory = SecretBytes::Memory::Locked);

}  // namespace sotto::audit
