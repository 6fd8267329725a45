// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>

namespace sotto::platform {

/// What a process that decodes a stranger's picture may use up.
struct DecoderLimits {
    std::uint64_t memoryBytes = 256ULL * 1048576;  ///< beyond what it has when it begins
    unsigned cpuSeconds = 2;                       ///< from the start of the process
};

/// Gives up, for good, everything but: reading descriptor 0, writing descriptor 1, memory
/// that is not executable, and ending. Any other call of the system ends the process, which
/// also ends with its parent. Call it in a process with one thread, before the first byte
/// of the picture is read. Errors: Unsupported (no such sandbox here: decode nothing).
Result<Done> enterDecoderSandbox(const DecoderLimits& limits);

/// Between fork and exec: the new program gets standard input, output and error alone.
void inheritOnlyStandardStreams();

}  // namespace sotto::platform
