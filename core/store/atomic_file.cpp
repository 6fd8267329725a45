// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/atomic_file.h"

#include <QFile>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

QString toQString(const fs::path& path)
{
    return QString::fromStdU16String(path.u16string());
}

/// Makes a rename in that folder durable. Windows does so with the rename itself.
Result<Done> syncFolder([[maybe_unused]] const fs::path& folder)
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return Error{Errc::Storage, "the folder cannot be opened"};
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!synced)
        return Error{Errc::Storage, "the folder cannot be synced"};
#endif
    return Done{};
}

}  // namespace

Result<Done> makePrivateFolder(const fs::path& folder)
{
    std::error_code failed;
    const bool made = fs::create_directories(folder, failed);
    if (!failed && made)
        fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed)
        return Error{Errc::Storage, "the folder cannot be made"};
    return Done{};
}

Result<Bytes> readFileStart(const fs::path& path, std::size_t most)
{
    QFile file{toQString(path)};
    if (!file.exists())
        return Error{Errc::NotFound, "no such file"};
    if (!file.open(QIODevice::ReadOnly))
        return Error{Errc::Storage, "the file cannot be opened"};
    const QByteArray content = file.read(static_cast<qint64>(most));
    if (file.error() != QFileDevice::NoError)
        return Error{Errc::Storage, "the file cannot be read"};
    return Bytes{content.begin(), content.end()};
}

Result<Done> replaceFile(const fs::path& path, ByteView content)
{
    QSaveFile file{toQString(path)};
    const auto failure = [&file] {
        const bool full = file.error() == QFileDevice::ResourceError;
        return Error{full ? Errc::StorageFull : Errc::Storage, "the file cannot be written"};
    };
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure();
    const auto size = static_cast<qint64>(content.size());
    if (file.write(reinterpret_cast<const char*>(content.data()), size) != size || !file.commit())
        return failure();
    return syncFolder(path.parent_path());
}

Result<Done> renameDurably(const fs::path& from, const fs::path& to)
{
    std::error_code failed;
    fs::rename(from, to, failed);
    if (failed)
        return Error{Errc::Storage, "the file cannot be renamed"};
    return syncFolder(to.parent_path());
}

}  // namespace sotto::store
