// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The disk under a vault, made to fail.

#include "core/base/bytes.h"

#include <sqlcipher/sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace sotto::test {

/// Registers itself as SQLite's default file system while it lives; make it before the first
/// vault is opened, destroy it after the last one was closed. One at a time, one thread.
///
/// A file that is open lives in memory, with what was written to it since its last sync; the
/// real file is read when it is opened and written when it is closed. Memory instead of
/// files, so that a fork() of the test has a disk of its own (redirect()). Only files that
/// SQLite writes are covered: not the header, not a rename.
class FaultyVfs {
public:
    enum class Call : std::uint8_t { Read, Write, Sync, Truncate, Delete };
    enum class Fate : std::uint8_t {
        Pass,
        IoError,   ///< EIO; of a write only the first half has happened
        DiskFull,  ///< ENOSPC; nothing has happened
        CutPower,  ///< begun but not on the disk, then cutPower() for the file's folder
    };

    FaultyVfs();
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;

    /// As on a file system that is mounted read-only.
    bool readOnly = false;

    /// Asked before each call that reaches a file with power.
    std::function<Fate(Call, const std::string& path)> onCall;

    /// From now on every call for a file in that folder fails: one workstation is dark.
    void cutPower(const std::filesystem::path& folder) { m_dark.insert(folder.string()); }

    bool isPowered(const std::filesystem::path& folder) const
    {
        return !m_dark.contains(folder.string());
    }

    /// Writes to the real files what a disk could hold after the cut: all that was synced,
    /// and of each later change all, nothing, or any of its sectors of 512 bytes; a file whose
    /// creation or removal was not synced is there or not. The vault there must be closed.
    void restorePower(const std::filesystem::path& folder, std::uint32_t seed);

    /// What lies below folder `from` is from now on below `to`, for files that are open too.
    /// The caller has copied the folder.
    void redirect(std::string from, std::string to);

    /// Bytes of an open file, as a program would see them; 0 if it is not open.
    std::size_t sizeOf(const std::string& path) const;

private:
    /// One write or truncation that the disk may not have yet.
    struct Change {
        std::size_t offset;
        Bytes before;  ///< what was there, up to the old end
        Bytes after;   ///< what was written; empty: a truncation to `offset`
        std::size_t sizeBefore;
    };

    struct File {
        Bytes content;
        std::vector<Change> unsynced;
        bool nameSynced = false;
        int handles = 0;
        const void* lockedBy = nullptr;
    };

    struct Handle;
    struct Methods;

    using FilePtr = std::shared_ptr<File>;

    bool hasPower(const std::string& path) const;
    Fate decide(Call call, const std::string& path);
    std::string translated(const char* path) const;
    FilePtr load(const std::string& path);
    static void write(File& file, ByteView bytes, std::size_t offset);
    static void truncate(File& file, std::size_t size);
    void sync(const std::string& path, File& file);
    void syncFolderOf(const std::string& path);
    void close(const std::string& path, File& file);
    int remove(const std::string& name, bool syncFolder);

    sqlite3_vfs m_vfs;
    sqlite3_vfs* m_real;
    std::map<std::string, FilePtr> m_files;    ///< open, or not wholly on the disk
    std::map<std::string, FilePtr> m_removed;  ///< unlinked, which the disk may not know yet
    std::string m_from, m_to;
    std::set<std::string> m_dark;  ///< folders without power
};

}  // namespace sotto::test
