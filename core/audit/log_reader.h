// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The newest part of a log, for somebody to look at.

#include "core/audit/log_export.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace sotto::audit {

/// A record that outlives its line.
struct LogEntry {
    std::uint64_t seq = 0;
    std::string ts, user, event, outcome, object;
    std::vector<std::pair<std::string, std::string>> detail;
};

struct LogPage {
    std::vector<LogEntry> newestFirst;
    bool hasOlder = false;         ///< that the filter takes, and that were one too many
    std::uint64_t notRecords = 0;  ///< lines that are none, as far as it was read
};

/// At most `most` records that the filter takes. Reads one file after another, the newest first,
/// and holds `most` entries and those of one file. Whoever sets `stop` gets what is there by then.
/// Any thread. Errors: Storage (cannot be read).
Result<LogPage> readNewest(const std::filesystem::path& folder, const ExportFilter& filter,
                           std::size_t most, const std::atomic<bool>& stop);

}  // namespace sotto::audit
