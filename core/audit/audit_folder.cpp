// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <system_error>

namespace sotto::audit {
namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr int kLockTries = 50;  // of 10 ms each: a write takes about 1 ms
constexpr timespec kLockPause{0, 10'000'000};
constexpr std::string_view kPrefix = "audit-", kSuffix = ".jsonl";
constexpr std::size_t kNumberDigits = 6;

Error failed(const char* what)
{
    const bool isFull = errno == ENOSPC || errno == EDQUOT;
    return {isFull ? Errc::StorageFull : Errc::Storage, what};
}

FileDescriptor openIn(const std::filesystem::path& folder, const std::string& name, int flags)
{
    return FileDescriptor{
        ::open((folder / name).c_str(), flags | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly)};
}

/// A new file is only there after a power cut if its folder was written too.
bool syncFolder(const std::filesystem::path& folder)
{
    const FileDescriptor file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return file.isOpen() && ::fsync(file.get()) == 0;
}

}  // namespace

std::string segmentName(std::uint64_t number)
{
    char digits[24];
    std::snprintf(digits, sizeof digits, "%0*llu", static_cast<int>(kNumberDigits),
                  static_cast<unsigned long long>(number));
    return std::string{kPrefix} + digits + std::string{kSuffix};
}

Result<std::vector<std::uint64_t>> listSegments(const std::filesystem::path& folder)
{
    std::vector<std::uint64_t> numbers;
    std::error_code code;
    std::filesystem::directory_iterator each{folder, code};
    for (; !code && each != std::filesystem::directory_iterator{}; each.increment(code)) {
        const auto name = each->path().filename().string();
        if (!name.starts_with(kPrefix) || name.size() < kPrefix.size() + kNumberDigits)
            continue;
        std::uint64_t number = 0;
        std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), number);
        if (number > 0 && segmentName(number) == name)
            numbers.push_back(number);
    }
    if (code)
        return Error{Errc::Storage, "audit folder"};
    std::ranges::sort(numbers);
    return numbers;
}

Result<AuditFolder> AuditFolder::lock(const std::filesystem::path& folder)
{
    auto file = openIn(folder, "lock", O_RDWR | O_CREAT);
    if (!file.isOpen())
        return failed("audit lock");
    for (int i = 0; i < kLockTries; ++i) {
        if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0)
            return AuditFolder{folder, std::move(file)};
        if (errno != EWOULDBLOCK && errno != EINTR)
            return failed("audit lock");
        ::nanosleep(&kLockPause, nullptr);
    }
    return Error{Errc::Busy, "audit lock"};
}

Result<std::optional<SecretBytes>> AuditFolder::read(const std::string& name, std::uint64_t offset,
                                                     std::size_t limit) const
{
    const auto file = openIn(m_path, name, O_RDONLY);
    if (!file.isOpen() && errno == ENOENT)
        return std::optional<SecretBytes>{};
    if (!file.isOpen())
        return failed("audit read");
    SecretBytes bytes{limit};
    std::size_t have = 0;
    while (have < limit) {
        const auto got = ::pread(file.get(), bytes.data() + have, limit - have,
                                 static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed("audit read");
        if (got == 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    bytes.shrink(have);
    return std::optional{std::move(bytes)};
}

Result<std::uint64_t> AuditFolder::sizeOf(const std::string& name) const
{
    struct stat info { };

    if (::lstat((m_path / name).c_str(), &info) == 0)
        return static_cast<std::uint64_t>(info.st_size);
    if (errno == ENOENT)
        return std::uint64_t{0};
    return failed("audit size");
}

Result<Done> AuditFolder::append(const std::string& name, std::string_view bytes) const
{
    return writeAll(name, O_APPEND, viewOf(bytes));
}

Result<Done> AuditFolder::overwrite(const std::string& name, ByteView bytes) const
{
    return writeAll(name, 0, bytes);
}

Result<Done> AuditFolder::remove(const std::string& name) const
{
    if (::unlink((m_path / name).c_str()) != 0 && errno != ENOENT)
        return failed("audit remove");
    if (!syncFolder(m_path))
        return failed("audit sync");
    return Done{};
}

Result<Done> AuditFolder::writeAll(const std::string& name, int flags, ByteView bytes) const
{
    auto file = openIn(m_path, name, O_WRONLY | flags);
    const bool isNew = !file.isOpen() && errno == ENOENT;
    if (isNew)
        file = openIn(m_path, name, O_WRONLY | O_CREAT | O_EXCL | flags);
    if (!file.isOpen())
        return failed("audit write");
    while (!bytes.empty()) {
        const auto wrote = ::write(file.get(), bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return failed("audit write");
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    }
    if (::fdatasync(file.get()) != 0 || (isNew && !syncFolder(m_path)))
        return failed("audit sync");
    return Done{};
}

}  // namespace sotto::audit
