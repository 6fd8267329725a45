// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The keys of a log's codes, sealed to the clinic's audit key (X25519). The program erases
// each key with its use, so only the administrator can check the codes of old records.
// Its public part lies as `audit.pub` beside policy.toml; the private one is kept away from
// the workstations.

#include "core/audit/audit_folder.h"
#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "core/crypto/sealed_box.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sotto::audit {

inline constexpr std::string_view kAuditKeyFile = "audit.pub";

/// The key K of record `seq`, which stands in that file; those after it follow from it. A log
/// whose state was lost begins anew in the next file and may use a number twice.
struct ChainKey {
    std::uint64_t segment;
    std::uint64_t seq;
    SecretBytes key;
};

/// The first 16 hexadecimal digits of the SHA-256 of an audit key: its name in the log.
std::string fingerprintOf(ByteView auditKey);

/// Whether any key of this log is sealed to that audit key. Errors: Storage.
Result<bool> isEscrowed(const std::filesystem::path& folder, ByteView auditKey);

/// Seals a key and waits for the disk. Errors: Malformed (the audit key), Storage, StorageFull.
Result<Done> escrow(const AuditFolder& folder, ByteView auditKey, const ChainKey& key);

/// What this private key opens of the sealed keys in a folder, in order; what it does not
/// open is passed over. Errors: Storage.
Result<std::vector<ChainKey>> openEscrow(const std::filesystem::path& folder,
                                         const crypto::AlertKeyPair& auditKey);

/// The content of `audit.pub`, of the private `audit.key`, and reading them back.
/// Errors: Malformed.
std::string auditKeyText(ByteView publicKey);
Result<Bytes> parseAuditKey(std::string_view text);
SecretBytes auditSecretText(const crypto::AlertKeyPair& pair);
Result<crypto::AlertKeyPair> parseAuditSecret(std::string_view text);

}  // namespace sotto::audit
