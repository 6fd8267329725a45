// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/audit/cut_disk.h"

#include "core/base/bytes.h"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <filesystem>
#include <string>

using namespace sotto;
using sotto::fault::Left;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;  // of a disk: written whole or not at all
constexpr int kPowerGone = 42;

/// The disk of a child process: fails at one call, after which there is no process.
struct Disk {
    int point = INT_MAX;  ///< which call; from 1
    Left left = Left::All;
    int calls = 0;
    int pending = -1;  ///< written and not synced
    std::size_t pendingBytes = 0;
    Bytes overwritten;  ///< what stood there before
    off_t at = 0;
    fs::path newFile;  ///< its name is not synced yet
    fs::path removed;  ///< nor is that it is gone: it lies beside its place
};

Disk disk;

fs::path asideOf(const fs::path& path)
{
    return path.string() + ".aside";
}

fs::path pathOf(int file)
{
    return fs::read_symlink("/proc/self/fd/" + std::to_string(file));
}

bool isFileOfLog(int file)
{
    struct stat info { };

    return ::fstat(file, &info) == 0 && S_ISREG(info.st_mode);
}

bool isDue()
{
    return ++disk.calls == disk.point;
}

/// The disk forgets what it was not told to keep.
[[noreturn]] void powerGoes()
{
    if (disk.left == Left::Nothing && disk.pending >= 0) {
        const auto kept = disk.at + static_cast<off_t>(disk.overwritten.size());
        const int file = ::open(pathOf(disk.pending).c_str(), O_WRONLY);
        if (::pwrite(file, disk.overwritten.data(), disk.overwritten.size(), disk.at) < 0 ||
            ::ftruncate(file, std::max<off_t>(kept, disk.at)) != 0)
            ::_exit(1);
    }
    if (disk.left == Left::Nothing && !disk.newFile.empty())
        fs::remove(disk.newFile);
    std::error_code ignored;
    if (!disk.removed.empty() && disk.left == Left::Nothing)
        fs::rename(asideOf(disk.removed), disk.removed, ignored);
    ::_exit(kPowerGone);
}

}  // namespace

extern "C" {
ssize_t __real_write(int file, const void* bytes, size_t size);
int __real_fdatasync(int file);
int __real_fsync(int file);
int __real_unlink(const char* path);

ssize_t __wrap_write(int file, const void* bytes, size_t size)
{
    if (disk.point == INT_MAX || !isFileOfLog(file))
        return __real_write(file, bytes, size);
    const auto path = pathOf(file);
    const bool isAppend = (::fcntl(file, F_GETFL) & O_APPEND) != 0;
    const auto end = static_cast<off_t>(fs::file_size(path));
    disk.at = isAppend ? end : ::lseek(file, 0, SEEK_CUR);
    disk.overwritten.assign(
        static_cast<std::size_t>(std::min<off_t>(static_cast<off_t>(size), end - disk.at)), 0);
    const int old = ::open(path.c_str(), O_RDONLY);
    if (::pread(old, disk.overwritten.data(), disk.overwritten.size(), disk.at) < 0)
        ::_exit(1);
    ::close(old);
    disk.pending = file;
    if (end == 0)
        disk.newFile = path;
    if (!isDue()) {
        return __real_write(file, bytes, size);
    }
    const bool isOneSector = size <= kSector && !isAppend;
    if (disk.left == Left::Half && !isOneSector)
        __real_write(file, bytes, size / 2);
    else if (disk.left == Left::All)
        __real_write(file, bytes, size);
    powerGoes();
}

int __wrap_fdatasync(int file)
{
    if (isDue())
        powerGoes();
    disk.pending = -1;
    return __real_fdatasync(file);
}

int __wrap_fsync(int file)
{
    if (isDue())
        powerGoes();
    disk.newFile.clear();
    if (!disk.removed.empty())
        __real_unlink(asideOf(disk.removed).c_str());
    disk.removed.clear();
    return __real_fsync(file);
}

/// Done by halves it is not done.
int __wrap_unlink(const char* path)
{
    if (disk.point == INT_MAX)
        return __real_unlink(path);
    const bool isCut = isDue();
    if (!isCut || disk.left == Left::All) {
        if (::rename(path, asideOf(path).c_str()) != 0)
            return -1;
        disk.removed = path;
    }
    if (isCut)
        powerGoes();
    return 0;
}
}

namespace sotto::fault {

bool runUntil(int point, Left left, int& told, const std::function<void(int report)>& work)
{
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        disk = {};
        disk.point = point;
        disk.left = left;
        work(pipe[1]);
        ::_exit(0);
    }
    ::close(pipe[1]);
    told = 0;
    for (char byte = 0; ::read(pipe[0], &byte, 1) == 1;)
        ++told;
    ::close(pipe[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    const int code = WEXITSTATUS(status);
    REQUIRE((code == 0 || code == kPowerGone));
    return code == kPowerGone;
}

void tell(int report, std::string_view text)
{
    if (__real_write(report, text.data(), text.size()) < 0)
        ::_exit(1);
}

}  // namespace sotto::fault
