// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace sotto::policy {

enum class Severity : std::uint8_t { Note, Warning, Error };

/// Closed, so that the audit log can name it without text.
enum class FindingKind : std::uint8_t {
    NoFile,        ///< defaults of a shared workstation are in force
    NotTrusted,    ///< owner, permissions, link (H10)
    Unreadable,    ///< cannot be read, or is too large
    NotUtf8,       ///< or begins with a byte-order mark (H9)
    Syntax,        ///< not TOML; also a key that stands twice (H8)
    UnknownKey,    ///< H4
    WrongType,     ///< or a word that is not allowed (H5)
    NewerVersion,  ///< H14
    NotSigned,     ///< it must be, and has no signature
    BadSignature,  ///< not the pinned key's, or of another file (H2)
    NoPinnedKey,   ///< signatures are required, and policy.pub is missing or damaged
    Clamped,       ///< out of range, the nearest allowed value is used (H6)
    Fixed,         ///< tries to change what no file may change
    Adjusted,      ///< changed by a rule between settings
    Conflict,      ///< two files leave nothing allowed; the first one counts
};

/// One thing to say about a policy. `sentence`, `key` and `file` contain printable
/// characters only, whatever the file held.
struct Finding {
    Severity severity = Severity::Note;
    FindingKind kind = FindingKind::NoFile;
    std::string file;  ///< file name without folder; empty if it concerns no file
    int line = 0;      ///< from 1; 0 if it concerns no line
    std::string key;   ///< empty if it concerns no key
    std::string sentence;
};

/// "policy.toml:12: error: session.lock_after_s: …", one line without its end.
std::string toLine(const Finding& finding);

}  // namespace sotto::policy
