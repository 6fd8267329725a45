// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/syslog/spool.h"

#include <cstdint>
#include <filesystem>

namespace sotto::syslog {

/// Policy audit.fail_mode and audit.spool_mib: what an unreachable collector means here.
struct FailRules {
    enum class Mode : std::uint8_t { Warn, BlockAfter24h, Block };

    Mode mode = Mode::Warn;
    std::uint64_t spoolBytes = 256ULL << 20;
};

/// Whether nothing may leave the vault (print, copy, save, export) until the collector takes
/// records again. More than `spoolBytes` that wait count as 24 hours. Receiving goes on.
bool isHeldBack(const FailRules& rules, const std::filesystem::path& logFolder, WallTime now);

}  // namespace sotto::syslog
