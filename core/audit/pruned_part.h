// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a log says of its oldest part, which went under the retention rule (audit.retention_days;
// 45 CFR 164.316(b)(2)(i), R-14).

#include "core/audit/event.h"
#include "core/audit/record.h"
#include "core/base/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::audit {

/// Six years: no policy goes below it, and nothing younger may be missing.
inline constexpr std::chrono::days kLeastRetention{2192};

/// One file of the log that went whole.
struct PrunedPart {
    std::uint64_t segment = 0;                 ///< its number
    std::uint64_t lastSeq = 0;                 ///< of its last record
    std::string head{};                        ///< SHA-256 of its last line, hexadecimal
    WallTime until{};                          ///< of its newest record
    std::chrono::days limit{kLeastRetention};  ///< that was in force
};

/// The `audit_pruned` record that has to be durable before the file goes.
Event eventOf(const PrunedPart& part);

/// Reads it back; nothing for another record, or one that eventOf() did not make.
std::optional<PrunedPart> prunedPartOf(const ParsedRecord& record);

/// "earlier records, to 2026-11-23, were removed under the retention rule"; of no time: nothing.
std::string prunedWords(std::string_view until);

/// For who reads a log to show it: up to when its beginning is missing, by what it says itself. The
/// verifier judges whether that is so.
class PrunedNote {
public:
    void take(const ParsedRecord& record);  ///< from the first one on

    const std::string& until() const { return m_until; }  ///< "2026-11-23T…"; empty: all is there

private:
    bool m_hasBegun = false;
    std::uint64_t m_firstSeq = 0;
    std::string m_until;
};

/// Time as the log lived it: along the times of its own records, where a step of more than 31 days
/// counts as 31 and a step back as none. So a clock that is set forward makes nothing old.
class LivedTime {
public:
    explicit LivedTime(WallTime from) : m_latest(from) { }

    void take(WallTime at);

    std::chrono::milliseconds sum() const { return m_sum; }

private:
    WallTime m_latest;
    std::chrono::milliseconds m_sum{0};
};

}  // namespace sotto::audit
