// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/pruned_part.h"
#include "core/audit/record.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sotto::audit {

/// Whether a log that does not begin with its first record may begin where it does: a record in
/// it must say that what came before went under the retention rule, and by the log's own times
/// that must have been old enough. One thread.
class BeginningCheck {
public:
    /// The first record that is there stands in that file. Call it once, before take().
    void begin(std::uint64_t segment, const ParsedRecord& first);

    bool isPruned() const { return m_lived.has_value(); }

    /// Each good record after it. Nothing is done where nothing is missing.
    void take(const ParsedRecord& record);

    /// A copy of a record that is missing was kept elsewhere.
    void takeAnchor(std::string_view ts);

    struct Fault {
        std::uint64_t seq;  ///< of the first record whose absence nothing explains, or of the
                            ///< one that explains it too early
        const char* field;  ///< "pruned", "retention"
    };

    /// After the last record.
    std::optional<Fault> judge() const;

    /// What went last, where judge() finds nothing.
    const std::optional<PrunedPart>& last() const { return m_last; }

private:
    bool isOldEnough(const PrunedPart& part, WallTime at) const;

    std::uint64_t m_segment = 0, m_firstSeq = 1;
    std::string m_prev;
    WallTime m_firstAt{};
    std::optional<LivedTime> m_lived;         ///< since the first record; none: nothing is missing
    std::optional<WallTime> m_newestMissing;  ///< as far as anchors know
    std::optional<PrunedPart> m_last;
    std::uint64_t m_prunedTo = 0;  ///< by records that name an older part
    std::uint64_t m_tooEarly = 0;  ///< the record that names the last part before its time
};

}  // namespace sotto::audit
