// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/replace_file.h"

#include <QSaveFile>

#ifdef Q_OS_UNIX
#include "core/base/file_descriptor.h"

#include <fcntl.h>
#endif

namespace sotto {

Result<Done> replaceFile(const std::filesystem::path& path, ByteView content)
{
    QSaveFile file{QString::fromStdU16String(path.u16string())};
    const auto failure = [&file] {
        const bool full = file.error() == QFileDevice::ResourceError;
        return Error{full ? Errc::StorageFull : Errc::Storage, "the file cannot be written"};
    };
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure();
    const auto size = static_cast<qint64>(content.size());
    // flush() by hand: Qt 6.4's commit() ignores that the buffer could not be written, and
    // puts an empty file in the old one's place.
    if (file.write(reinterpret_cast<const char*>(content.data()), size) != size || !file.flush() ||
        !file.commit())
        return failure();
    return syncFolder(path.parent_path());
}

Result<Done> syncFolder([[maybe_unused]] const std::filesystem::path& folder)
{
#ifdef Q_OS_UNIX
    const auto* const name = folder.empty() ? "." : folder.c_str();  // of a bare file name
    const FileDescriptor descriptor{::open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!descriptor.isOpen())
        return Error{Errc::Storage, "the folder cannot be opened"};
    if (::fsync(descriptor.get()) != 0)
        return Error{Errc::Storage, "the folder cannot be synced"};
#endif
    return Done{};
}

}  // namespace sotto
