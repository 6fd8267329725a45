// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A checkpoint is a record whose object is an Ed25519 signature by this installation over
// where the chain stands: install id, boot id, its own number and the hash of the record
// before. A copy of it kept elsewhere (a collector, the relay) is an anchor: a log that lacks
// it was cut off or rolled back.

#include "core/audit/audit_folder.h"
#include "core/audit/record.h"
#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::audit {

/// Signs where the next record stands, with the key of this folder, which is made at the
/// first call. 128 hexadecimal digits. Errors: Storage, StorageFull, Malformed (the key).
Result<std::string> signCheckpoint(const AuditFolder& folder, const RecordFrame& frame);

/// Whether a checkpoint record carries the signature of that key.
bool hasValidSignature(const ParsedRecord& checkpoint, ByteView publicKey);

/// The public key that lies beside the log; none where no checkpoint was made.
std::optional<Bytes> readCheckpointKey(const std::filesystem::path& folder);

/// One record that was kept elsewhere: its number and the SHA-256 of its line.
struct Anchor {
    std::uint64_t seq = 0;
    Bytes head;
    std::string installId, ts;
};

/// The records in a collector's file, sorted: whatever stands before one in its line is passed
/// over, and so are lines without one. With a key, only checkpoints signed by it count.
/// Errors: Storage (cannot be read).
Result<std::vector<Anchor>> readAnchors(const std::filesystem::path& file,
                                        const std::optional<Bytes>& checkpointKey);

/// The same of lines that are at hand.
std::vector<Anchor> anchorsIn(const std::vector<std::string>& lines,
                              const std::optional<Bytes>& checkpointKey);

}  // namespace sotto::audit
