// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulty_vfs.h"

#include "core/base/assert.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <random>
#include <utility>

namespace sotto::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSector = 512;

Bytes contentOf(const std::string& path)
{
    Bytes content(fs::file_size(path));
    std::ifstream in{path, std::ios::binary};
    in.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(content.size()));
    SOTTO_ASSERT(in.good());
    return content;
}

void writeReal(const std::string& path, const Bytes& content)
{
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out.write(reinterpret_cast<const char*>(content.data()),
              static_cast<std::streamsize>(content.size()));
    SOTTO_ASSERT(out.good());
}

void put(Bytes& content, std::size_t offset, ByteView bytes)
{
    if (content.size() < offset + bytes.size())
        content.resize(offset + bytes.size());
    std::ranges::copy(bytes, content.begin() + static_cast<std::ptrdiff_t>(offset));
}

/// The sectors of a write that reached the disk: each by chance. Bytes of a sector outside of
/// the write are safe, as SQLite assumes (SQLITE_IOCAP_POWERSAFE_OVERWRITE).
void putTorn(Bytes& content, std::size_t offset, ByteView bytes, std::mt19937& random)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const auto length = std::min(kSector - (offset + at) % kSector, bytes.size() - at);
        if (random() % 2 == 0)
            put(content, offset + at, bytes.subspan(at, length));
        at += length;
    }
}

int codeOf(FaultyVfs::Fate fate, int ioError)
{
    return fate == FaultyVfs::Fate::DiskFull ? SQLITE_FULL : ioError;
}

}  // namespace

struct FaultyVfs::Handle {
    sqlite3_file base;  ///< first: what SQLite knows
    FaultyVfs* disk;
    FilePtr file;
    std::string name;

    std::string path() const { return disk->translated(name.c_str()); }
};

/// What SQLite calls.
struct FaultyVfs::Methods {
    static Handle& self(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

    static FaultyVfs& self(sqlite3_vfs* vfs) { return *static_cast<FaultyVfs*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* outFlags)
    {
        auto& disk = self(vfs);
        out->pMethods = nullptr;
        if (name == nullptr)
            return SQLITE_CANTOPEN;
        const auto path = disk.translated(name);
        if (!disk.hasPower(path))
            return SQLITE_CANTOPEN;
        auto file = disk.load(path);
        if (!file) {
            if ((flags & SQLITE_OPEN_CREATE) == 0 || disk.readOnly)
                return SQLITE_CANTOPEN;
            file = std::make_shared<File>();
            disk.m_files[path] = file;
        }
        ++file->handles;
        new (out) Handle{{&kMethods}, &disk, std::move(file), name};
        if (disk.readOnly)
            flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
        if (outFlags != nullptr)
            *outFlags = flags;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
    {
        return self(vfs).remove(name, syncFolder != 0);
    }

    static int access(sqlite3_vfs* vfs, const char* name, int flags, int* result)
    {
        auto& disk = self(vfs);
        const auto path = disk.translated(name);
        if (!disk.hasPower(path))
            return SQLITE_IOERR_ACCESS;
        if (const auto known = disk.m_files.find(path); known != disk.m_files.end()) {
            *result = known->second->content.empty() ? 0 : 1;
            return SQLITE_OK;
        }
        return disk.m_real->xAccess(disk.m_real, path.c_str(), flags, result);
    }

    static int close(sqlite3_file* out)
    {
        auto& handle = self(out);
        handle.disk->close(handle.path(), *handle.file);
        handle.~Handle();
        return SQLITE_OK;
    }

    static int read(sqlite3_file* out, void* to, int amount, sqlite3_int64 offset)
    {
        auto& handle = self(out);
        const auto fate = handle.disk->decide(Call::Read, handle.path());
        if (fate != Fate::Pass)
            return codeOf(fate, SQLITE_IOERR_READ);
        const auto& content = handle.file->content;
        const auto wanted = static_cast<std::size_t>(amount);
        const auto begin = std::min(static_cast<std::size_t>(offset), content.size());
        const auto length = std::min(wanted, content.size() - begin);
        std::memset(to, 0, wanted);
        if (length > 0)  // an empty file has no bytes to point at
            std::memcpy(to, content.data() + begin, length);
        return length == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* out, const void* from, int amount, sqlite3_int64 offset)
    {
        auto& handle = self(out);
        const ByteView bytes{static_cast<const std::uint8_t*>(from),
                             static_cast<std::size_t>(amount)};
        const auto at = static_cast<std::size_t>(offset);
        const bool wasPowered = handle.disk->hasPower(handle.path());
        const auto fate = handle.disk->decide(Call::Write, handle.path());
        if (fate == Fate::Pass || (fate == Fate::CutPower && wasPowered))
            FaultyVfs::write(*handle.file, bytes, at);
        else if (fate == Fate::IoError)
            FaultyVfs::write(*handle.file, bytes.first(bytes.size() / 2), at);
        return fate == Fate::Pass ? SQLITE_OK : codeOf(fate, SQLITE_IOERR_WRITE);
    }

    static int truncate(sqlite3_file* out, sqlite3_int64 size)
    {
        auto& handle = self(out);
        const bool wasPowered = handle.disk->hasPower(handle.path());
        const auto fate = handle.disk->decide(Call::Truncate, handle.path());
        if (fate == Fate::Pass || (fate == Fate::CutPower && wasPowered))
            FaultyVfs::truncate(*handle.file, static_cast<std::size_t>(size));
        return fate == Fate::Pass ? SQLITE_OK : codeOf(fate, SQLITE_IOERR_TRUNCATE);
    }

    static int sync(sqlite3_file* out, int)
    {
        auto& handle = self(out);
        const auto fate = handle.disk->decide(Call::Sync, handle.path());
        if (fate != Fate::Pass)
            return codeOf(fate, SQLITE_IOERR_FSYNC);
        handle.disk->sync(handle.path(), *handle.file);
        return SQLITE_OK;
    }

    static int size(sqlite3_file* out, sqlite3_int64* answer)
    {
        *answer = static_cast<sqlite3_int64>(self(out).file->content.size());
        return SQLITE_OK;
    }

    /// One connection has a file, whatever the level: that is how a vault is opened.
    static int lock(sqlite3_file* out, int)
    {
        auto& holder = self(out).file->lockedBy;
        if (holder != nullptr && holder != out)
            return SQLITE_BUSY;
        holder = out;
        return SQLITE_OK;
    }

    static int unlock(sqlite3_file* out, int level)
    {
        auto& holder = self(out).file->lockedBy;
        if (level == SQLITE_LOCK_NONE && holder == out)
            holder = nullptr;
        return SQLITE_OK;
    }

    static int checkReserved(sqlite3_file*, int* result)
    {
        *result = 0;
        return SQLITE_OK;
    }

    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

    static int sectorSize(sqlite3_file*) { return 4096; }

    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    // Version 1: no shared memory, which an exclusive connection does not need.
    static constexpr sqlite3_io_methods kMethods{
        1,       close,         read,    write,      truncate,        sync,    size,    lock,
        unlock,  checkReserved, control, sectorSize, characteristics, nullptr, nullptr, nullptr,
        nullptr, nullptr,       nullptr};
};

FaultyVfs::FaultyVfs() : m_real(sqlite3_vfs_find(nullptr))
{
    m_vfs = *m_real;
    m_vfs.szOsFile = sizeof(Handle);
    m_vfs.zName = "sotto-faulty";
    m_vfs.pAppData = this;
    m_vfs.xOpen = Methods::open;
    m_vfs.xDelete = Methods::remove;
    m_vfs.xAccess = Methods::access;
    SOTTO_ASSERT(sqlite3_vfs_register(&m_vfs, 1) == SQLITE_OK);
}

FaultyVfs::~FaultyVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(m_real, 1);
}

bool FaultyVfs::hasPower(const std::string& path) const
{
    return isPowered(fs::path{path}.parent_path());
}

FaultyVfs::Fate FaultyVfs::decide(Call call, const std::string& path)
{
    if (!hasPower(path))
        return Fate::CutPower;
    const auto fate = onCall ? onCall(call, path) : Fate::Pass;
    if (fate == Fate::CutPower)  // translated anew: a hook that forks moves the folder
        cutPower(fs::path{translated(path.c_str())}.parent_path());
    return fate;
}

std::string FaultyVfs::translated(const char* path) const
{
    std::string name{path};
    if (!m_from.empty() && name.starts_with(m_from))
        name.replace(0, m_from.size(), m_to);
    return name;
}

FaultyVfs::FilePtr FaultyVfs::load(const std::string& path)
{
    if (const auto known = m_files.find(path); known != m_files.end())
        return known->second;
    std::error_code failed;
    if (!fs::exists(path, failed))
        return nullptr;
    auto file = std::make_shared<File>();
    file->content = contentOf(path);
    file->nameSynced = true;
    m_files[path] = file;
    return file;
}

void FaultyVfs::write(File& file, ByteView bytes, std::size_t offset)
{
    const auto begin = std::min(offset, file.content.size());
    const auto end = std::min(offset + bytes.size(), file.content.size());
    const auto at = file.content.begin();
    file.unsynced.push_back(
        {offset,
         Bytes(at + static_cast<std::ptrdiff_t>(begin), at + static_cast<std::ptrdiff_t>(end)),
         Bytes(bytes.begin(), bytes.end()), file.content.size()});
    put(file.content, offset, bytes);
}

void FaultyVfs::truncate(File& file, std::size_t size)
{
    if (size >= file.content.size())
        return;
    const auto at = file.content.begin() + static_cast<std::ptrdiff_t>(size);
    file.unsynced.push_back({size, Bytes(at, file.content.end()), {}, file.content.size()});
    file.content.resize(size);
}

void FaultyVfs::sync(const std::string& path, File& file)
{
    file.unsynced.clear();
    // SQLite syncs the folder with the first sync of a new log.
    if (!std::exchange(file.nameSynced, true))
        syncFolderOf(path);
}

void FaultyVfs::syncFolderOf(const std::string& path)
{
    const auto folder = fs::path{path}.parent_path();
    std::erase_if(m_removed,
                  [&](const auto& entry) { return fs::path{entry.first}.parent_path() == folder; });
}

void FaultyVfs::close(const std::string& path, File& file)
{
    file.lockedBy = nullptr;
    if (--file.handles > 0 || !hasPower(path))
        return;
    const auto known = m_files.find(path);
    if (known == m_files.end() || known->second.get() != &file)
        return;  // it was removed while open
    writeReal(path, file.content);
    if (file.unsynced.empty() && file.nameSynced)
        m_files.erase(known);
}

int FaultyVfs::remove(const std::string& name, bool syncFolder)
{
    auto path = translated(name.c_str());
    const bool wasPowered = hasPower(path);
    const auto fate = decide(Call::Delete, path);
    if (fate != Fate::Pass && !(fate == Fate::CutPower && wasPowered))
        return codeOf(fate, SQLITE_IOERR_DELETE);
    path = translated(name.c_str());  // the hook may have moved the folder
    const auto file = load(path);
    if (!file)
        return SQLITE_IOERR_DELETE_NOENT;
    m_files.erase(path);
    if (file->nameSynced)
        m_removed[path] = file;
    std::error_code failed;
    fs::remove(path, failed);
    if (fate == Fate::CutPower)
        return SQLITE_IOERR_DELETE;
    if (syncFolder)
        syncFolderOf(path);
    return SQLITE_OK;
}

void FaultyVfs::restorePower(const std::filesystem::path& folder, std::uint32_t seed)
{
    std::mt19937 random{seed};
    const auto isThere = [&folder](const std::string& path) {
        return fs::path{path}.parent_path() == folder;
    };
    const auto onDisk = [&random](File& file) {
        SOTTO_ASSERT(file.handles == 0);
        auto content = std::move(file.content);
        for (auto change = file.unsynced.rbegin(); change != file.unsynced.rend(); ++change) {
            put(content, std::min(change->offset, change->sizeBefore), change->before);
            content.resize(change->sizeBefore);
        }
        for (const auto& change : file.unsynced) {
            const auto lot = random() % 3;
            if (change.after.empty() && lot != 0)
                content.resize(std::min(content.size(), change.offset));
            else if (lot == 1)
                put(content, change.offset, change.after);
            else if (lot == 2)
                putTorn(content, change.offset, change.after, random);
        }
        return content;
    };
    std::error_code failed;
    for (const auto& [path, file] : m_files) {
        if (!isThere(path))
            continue;
        const auto content = onDisk(*file);
        if (file->nameSynced || random() % 2 == 0)
            writeReal(path, content);
        else
            fs::remove(path, failed);
    }
    for (const auto& [path, file] : m_removed)
        if (isThere(path) && !fs::exists(path, failed) && random() % 2 == 0)
            writeReal(path, onDisk(*file));
    for (auto* files : {&m_files, &m_removed})
        std::erase_if(*files, [&](const auto& entry) { return isThere(entry.first); });
    m_dark.erase(folder.string());
}

void FaultyVfs::redirect(std::string from, std::string to)
{
    m_from = std::move(from);
    m_to = std::move(to);
    for (auto* files : {&m_files, &m_removed}) {
        std::map<std::string, FilePtr> moved;
        for (auto& [path, file] : *files)
            moved[translated(path.c_str())] = std::move(file);
        *files = std::move(moved);
    }
}

std::size_t FaultyVfs::sizeOf(const std::string& path) const
{
    const auto known = m_files.find(path);
    return known == m_files.end() ? 0 : known->second->content.size();
}

}  // namespace sotto::test
