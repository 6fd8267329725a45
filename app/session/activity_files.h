// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What leaves the Activity log page as files, and which events a choice of it means.

#include "core/api/activity.h"
#include "core/audit/log_export.h"

#include <filesystem>
#include <string>
#include <vector>

namespace sotto::app {

/// The names of those events in the log; empty: all.
std::vector<std::string> eventsOf(ActivityGroup group);

/// A folder that `sottoctl audit verify` checks anywhere: the records and the public key of the
/// checkpoints, none of the secrets. Errors: Duplicate (it is there already), Storage, StorageFull.
Result<Done> copyLog(const std::filesystem::path& log, const std::filesystem::path& target);

/// One new file, for the owner alone. Errors: as above; nothing half written stays.
Result<Done> writeLog(const std::filesystem::path& log, const std::filesystem::path& target,
                      audit::ExportFormat format, const audit::ExportFilter& filter, WallTime now);

}  // namespace sotto::app
