// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace sotto::audit {

enum class LineEnd : std::uint8_t {
    Whole,
    Half,     ///< the file ends without a line's end
    TooLong,  ///< no record, however it goes on; the rest of it is not told
};

/// Cuts a file into lines without ever holding more than one, until `each` gives false.
/// False: it cannot be read.
bool forEachLine(const std::filesystem::path& file,
                 const std::function<bool(std::string_view line, LineEnd end)>& each);

/// The same for all files of a log, the oldest first. Errors: Storage (one cannot be read).
Result<Done> forEachLogLine(const std::filesystem::path& folder,
                            const std::function<bool(std::string_view line, LineEnd end)>& each);

}  // namespace sotto::audit
