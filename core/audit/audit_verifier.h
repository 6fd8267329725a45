// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace sotto::audit {

/// The value is the exit code of `sottoctl audit verify`; 4 is kept for remote anchors.
enum class Verdict : std::uint8_t {
    Ok = 0,
    Altered = 1,      ///< a record was changed
    Gap = 2,          ///< records are missing, out of order or double
    Truncated = 3,    ///< the key state knows of records that are not there
    HalfWritten = 5,  ///< only the last line is incomplete: the program or machine stopped
    Unreadable = 6,
};

struct VerifyReport {
    Verdict verdict = Verdict::Ok;
    std::uint64_t records = 0;   ///< good ones, up to the first fault
    std::uint64_t badSeq = 0;    ///< the record at which it fails; 0 if there is none
    std::string file;            ///< and where it stands
    std::uint64_t line = 0;      ///< from 1
    std::string field;           ///< "prev", "mac", "seq", "format"
    std::uint64_t restarts = 0;  ///< chains that began anew because their key was lost
    bool macChecked = false;     ///< a first key was given and every code was right
    std::string head;            ///< SHA-256 of the last good record, hexadecimal
};

/// Checks a log or a copy of one. Reads only, streams, needs no running program. Without
/// `firstKey` the hash chain alone is checked: that finds any change which did not rewrite
/// everything after it.
VerifyReport verify(const std::filesystem::path& folder, const SecretBytes* firstKey = nullptr);

/// One line of plain text, or JSON; never an unescaped byte of the log.
std::string toLine(const VerifyReport& report);
std::string toJson(const VerifyReport& report);

}  // namespace sotto::audit
