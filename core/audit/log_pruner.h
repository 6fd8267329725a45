// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_log.h"
#include "core/audit/pruned_part.h"

#include <atomic>
#include <cstdint>
#include <functional>

namespace sotto::audit {

/// What policy says of how long the log is kept (audit.retention_days). A legal hold keeps all of
/// it: then nobody asks here.
struct PruneRules {
    std::chrono::days limit{kLeastRetention};  ///< less counts as kLeastRetention
    /// Whether a collector has taken that file up to its end; where none is configured: always.
    /// Without a function nothing goes.
    std::function<bool(std::uint64_t segment, std::uint64_t bytes)> isShipped;
};

/// Removes the oldest file of a log whole, if all of it is older than the limit (LivedTime), is
/// unbroken and linked to the next file, is followed by a checkpoint and is shipped. Writes
/// `audit_pruned` first; a death in between is made up for by the next call. True: it went.
///
/// Reads the whole log where the oldest file may go, and locks it only to write. Any thread; who
/// sets `stop` gets false. Errors: as AuditLog::append().
Result<bool> pruneOldest(const AuditLog::Place& place, Time time, const PruneRules& rules,
                         const std::atomic<bool>& stop);

}  // namespace sotto::audit
