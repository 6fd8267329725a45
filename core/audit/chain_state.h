// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <optional>

namespace sotto::audit {

/// Where the chain stands after the last record: the file `state`, 128 bytes that are
/// overwritten in place, so that the key before is gone. Layout: README.md.
struct ChainState {
    std::uint64_t seq = 0;      ///< of the last record; 0: none yet
    std::uint64_t segment = 1;  ///< number of the file that is written
    std::uint64_t size = 0;     ///< its bytes, up to the end of the last record
    Bytes head;                 ///< SHA-256 of the last line; zeros before the first
    SecretBytes key;            ///< K of the next record

    static ChainState fresh(SecretBytes firstKey);
};

inline constexpr std::size_t kStateBytes = 128;

SecretBytes toBytes(const ChainState& state);

/// Errors: Malformed (damaged, half-written), Newer.
Result<ChainState> stateFromBytes(ByteView bytes);

}  // namespace sotto::audit
