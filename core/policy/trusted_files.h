// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is wrong with a file that only an administrator may write: who could have changed it, and
// whether the clinic's key signed it.

#include "core/base/bytes.h"
#include "core/domain/policy_file.h"
#include "core/policy/finding.h"
#include "core/policy/policy_signature.h"

#include <optional>
#include <string>
#include <vector>

namespace sotto::policy {

Finding fileError(FindingKind kind, std::string file, std::string sentence);

/// Why a file was not read. `trust` is not Trusted.
Finding trustFault(FileTrust trust, std::string file);

/// The clinic's key. A key that lies there and cannot be used is a fault of its own: whoever
/// pinned it wants signatures checked.
std::optional<Bytes> pinnedKey(const TrustedFile& pin, std::vector<Finding>& findings);

/// No value: the pinned key signed that file, under its name.
std::optional<Finding> signatureFault(const std::filesystem::path& path, std::string_view content,
                                      ByteView key, const TrustedReader& reader, Signed kind);

}  // namespace sotto::policy
