// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace sotto::store {

/// A file of 8 MiB beside the vault whose only use is to be given up.
///
/// When the disk is full it is removed, and what it held is room for the last commits: the
/// draft that is being typed when the session locks. That it can be made again proves that
/// there is room. Engine thread only.
class Ballast {
public:
    static constexpr std::uintmax_t kSize = 8 * 1024 * 1024;

    explicit Ballast(const std::filesystem::path& folder) : m_file(folder / "ballast") { }

    bool isWhole() const;

    /// Makes it unless it is whole; its blocks are allocated and on disk when it answers
    /// Done. Errors: Storage, StorageFull.
    Result<Done> restore() const;

    void release() const;

private:
    std::filesystem::path m_file;
};

}  // namespace sotto::store
