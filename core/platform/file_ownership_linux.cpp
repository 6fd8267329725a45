// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_descriptor.h"
#include "core/platform/file_ownership.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace sotto::platform {
namespace {

bool isWritableByOthers(const struct stat& info)
{
    return (info.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

FileTrust judge(const struct stat& info, std::uint32_t owner)
{
    if (!S_ISREG(info.st_mode))
        return FileTrust::NotAFile;
    if (info.st_uid != owner)
        return FileTrust::WrongOwner;
    return isWritableByOthers(info) ? FileTrust::WritableByOthers : FileTrust::Trusted;
}

FileTrust trustOfError(int error)
{
    if (error == ENOENT || error == ENOTDIR)
        return FileTrust::Missing;
    return error == ELOOP ? FileTrust::SymbolicLink : FileTrust::Unreadable;
}

TrustedFile readAll(int descriptor)
{
    TrustedFile file{FileTrust::Trusted, {}};
    std::array<char, 16384> piece{};
    for (;;) {
        const auto got = ::read(descriptor, piece.data(), piece.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return {FileTrust::Unreadable, {}};
        if (got == 0)
            return file;
        file.bytes.append(piece.data(), static_cast<std::size_t>(got));
        if (file.bytes.size() > kMaxPolicyBytes)
            return {FileTrust::TooLarge, {}};
    }
}

}  // namespace

TrustedFile readTrustedFile(const std::filesystem::path& path)
{
    constexpr std::uint32_t kRoot = 0;
    return readTrustedFile(path, kRoot);
}

TrustedFile readTrustedFile(const std::filesystem::path& path, std::uint32_t owner)
{
    // The file is opened inside the folder that was judged, so neither can be swapped.
    const auto folderPath = path.parent_path();
    const FileDescriptor folder{
        ::open(folderPath.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!folder.isOpen()) {
        const auto trust = trustOfError(errno);
        return {trust == FileTrust::SymbolicLink ? FileTrust::FolderNotTrusted : trust, {}};
    }

    struct stat info { };

    // O_NONBLOCK: a pipe must not hold us up before it is seen to be one.
    const FileDescriptor file{::openat(folder.get(), path.filename().c_str(),
                                       O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    if (!file.isOpen())
        return {trustOfError(errno), {}};
    if (::fstat(file.get(), &info) != 0)
        return {FileTrust::Unreadable, {}};
    if (const auto trust = judge(info, owner); trust != FileTrust::Trusted)
        return {trust, {}};
    if (::fstat(folder.get(), &info) != 0 || info.st_uid != owner || isWritableByOthers(info))
        return {FileTrust::FolderNotTrusted, {}};
    return readAll(file.get());
}

}  // namespace sotto::platform
