// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

#include <filesystem>

namespace sotto::engine {

/// The right to use one person's folder here: one process at a time, locked sessions
/// included. A second one would sign in as the same device, and the relay would throw the
/// first one out. Held until destroyed; the system takes it from a process that dies.
class Seat {
public:
    Seat() = default;

    static constexpr const char* kFileName = "in-use";

    /// A folder that is not there yet gives a seat that holds nothing: nobody can be in it.
    /// Errors: Busy (somebody has it).
    static Result<Seat> take(const std::filesystem::path& folder);

    bool isHeld() const { return m_file.isOpen(); }

private:
    FileDescriptor m_file;
};

}  // namespace sotto::engine
