// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/checkpoint.h"
#include "core/audit/key_escrow.h"
#include "core/audit/record.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sotto::audit {

/// The value is the exit code of `sottoctl audit verify`.
enum class Verdict : std::uint8_t {
    Ok = 0,
    Altered = 1,      ///< a record was changed
    Gap = 2,          ///< records are missing, out of order or double
    Truncated = 3,    ///< cut off or rolled back: the key state or an anchor knows more
    Unanchored = 4,   ///< good, but its end is not kept elsewhere yet
    HalfWritten = 5,  ///< only the last line is incomplete: the program or machine stopped
    Unreadable = 6,
};

/// What is known about a log from elsewhere. Without any of it the hash chain alone is
/// checked: that finds any change which did not rewrite everything after it.
struct VerifyWith {
    std::vector<ChainKey> keys;                  ///< openEscrow(): checks the codes
    std::optional<std::vector<Anchor>> anchors;  ///< readAnchors(): finds what was cut off
    std::optional<Bytes> checkpointKey;          ///< else the one that lies beside the log
};

struct VerifyReport {
    Verdict verdict = Verdict::Ok;
    std::uint64_t records = 0;      ///< good ones that are there, up to the first fault
    std::uint64_t pruned = 0;       ///< records before them, which went under the retention rule
    std::string prunedUntil;        ///< time of the newest of those; empty: none went
    std::uint64_t badSeq = 0;       ///< the record at which it fails; 0 if there is none
    std::string file;               ///< and where it stands
    std::uint64_t line = 0;         ///< from 1
    std::string field;              ///< "prev", "mac", "seq", "format", "anchor", …
    std::uint64_t restarts = 0;     ///< chains that began anew because their key was lost
    std::uint64_t codesFrom = 0;    ///< from this record on every code was right; 0: unchecked
    std::uint64_t checkpoints = 0;  ///< whose signature was right
    std::uint64_t anchoredSeq = 0;  ///< the last record that is kept elsewhere
    std::string since;              ///< time of the first record, as recorded
    std::string unanchoredSince;    ///< time of the first one after it, as recorded
    std::string head;               ///< SHA-256 of the last good record, hexadecimal
};

/// Checks a log or a copy of one. Reads only, streams, needs no running program.
VerifyReport verify(const std::filesystem::path& folder, const VerifyWith& with = {});

/// The same, and each whole line that is a record goes to `also`, in the order of the files, also
/// those after the first fault: who wants more of a log than its verdict reads it once.
VerifyReport verify(const std::filesystem::path& folder, const VerifyWith& with,
                    const std::function<void(const ParsedRecord&)>& also);

/// One line of plain words, and the same as JSON. Neither has a byte that the log chose.
std::string toLine(const VerifyReport& report);
std::string toJson(const VerifyReport& report);

}  // namespace sotto::audit
