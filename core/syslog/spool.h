// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What waits for the collector is the log itself, from a place on: nothing is copied, and
// nothing is lost while the log is there.

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sotto::syslog {

/// Where the next line begins.
struct LogPlace {
    std::uint64_t segment = 1;
    std::uint64_t offset = 0;

    friend auto operator<=>(const LogPlace&, const LogPlace&) = default;
};

/// How far the collector has the log; the file `collector` beside the segments.
struct SpoolState {
    LogPlace kept;                    ///< before it, everything was taken by the collector
    std::int64_t failingSinceMs = 0;  ///< wall clock; 0: the last try succeeded
};

/// A damaged file, or none, is the beginning: records are sent twice, none is lost.
SpoolState loadSpoolState(const std::filesystem::path& logFolder);

/// Errors: Storage, StorageFull.
Result<Done> saveSpoolState(const std::filesystem::path& logFolder, const SpoolState& state);

struct SpoolPart {
    std::vector<std::string> lines;  ///< records; what is none is passed over
    LogPlace end;
};

/// What was recorded from a place on, about `mostBytes` of it. Errors: Storage.
Result<SpoolPart> readSpool(const std::filesystem::path& logFolder, LogPlace from,
                            std::size_t mostBytes);

/// Bytes of the log from a place on. Errors: Storage.
Result<std::uint64_t> waitingBytes(const std::filesystem::path& logFolder, LogPlace from);

}  // namespace sotto::syslog
