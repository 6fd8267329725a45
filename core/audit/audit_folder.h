// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The files of a log: who may write now, and writes that are on the disk when they return.

#include "core/base/bytes.h"
#include "core/base/file_descriptor.h"
#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace sotto::audit {

/// "audit-000001.jsonl"
std::string segmentName(std::uint64_t number);

/// The numbers of the segments in a folder, from small to large. Errors: Storage.
Result<std::vector<std::uint64_t>> listSegments(const std::filesystem::path& folder);

/// A folder that nobody else writes to while this object lives.
class AuditFolder {
public:
    /// Waits at most half a second for another process. Errors: Busy, Storage.
    static Result<AuditFolder> lock(const std::filesystem::path& folder);

    /// At most `limit` bytes from `offset`; nothing if there is no such file. Errors: Storage.
    Result<std::optional<SecretBytes>> read(const std::string& name, std::uint64_t offset,
                                            std::size_t limit) const;
    /// Size of a file; 0 if there is none. Errors: Storage.
    Result<std::uint64_t> sizeOf(const std::string& name) const;
    /// Adds to the end and waits for the disk. Errors: Storage, StorageFull; then part of it
    /// may have been written.
    Result<Done> append(const std::string& name, std::string_view bytes) const;
    /// Writes over the beginning of a file and waits for the disk. Errors as above.
    Result<Done> overwrite(const std::string& name, ByteView bytes) const;

    /// Takes a file away and waits for the disk; one that is not there is gone already.
    /// Errors: Storage.
    Result<Done> remove(const std::string& name) const;

    const std::filesystem::path& path() const { return m_path; }

private:
    AuditFolder(std::filesystem::path path, FileDescriptor lockFile)
        : m_path(std::move(path)),
          m_lockFile(std::move(lockFile))
    {
    }

    Result<Done> writeAll(const std::string& name, int flags, ByteView bytes) const;

    std::filesystem::path m_path;
    FileDescriptor m_lockFile;
};

}  // namespace sotto::audit
