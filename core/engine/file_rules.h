// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/content_export.h"
#include "core/domain/logged_message.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace sotto::engine {

/// What policy says about files (content.*).
struct FileRules {
    std::int64_t mostBytes = std::int64_t{25} * 1024 * 1024;  ///< content.attach_max_mib
    std::vector<std::string> types{"images", "pdf", "txt"};   ///< content.attach_types
    bool stripMetadata = true;                                ///< content.strip_metadata
    ContentRule saving = ContentRule::Deny;                   ///< content.save_to_disk

    /// Told before a file leaves the vault: who saves it, which message carried it, and why.
    /// Unless it answers Done nothing is saved. Engine thread.
    std::function<Result<Done>(const Jid& who, const LoggedMessage& message,
                               const std::string& reason)>
        recordSaving;

    /// Told after it, so that the system knows that the file came from outside.
    std::function<void(const std::filesystem::path& file)> markSaved;
};

}  // namespace sotto::engine
