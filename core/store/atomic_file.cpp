// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/atomic_file.h"

#include "core/base/replace_file.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include "core/base/file_descriptor.h"

#include <fcntl.h>
#endif

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

QString toQString(const fs::path& path)
{
    return QString::fromStdU16String(path.u16string());
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

Result<Done> copyDurably(const fs::path& from, const fs::path& to)
{
    std::error_code failed;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, failed);
    if (!failed)
        fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, failed);
    if (failed)
        return Error{failed == std::errc::no_space_on_device ? Errc::StorageFull : Errc::Storage,
                     "the file cannot be copied"};
#ifdef Q_OS_UNIX
    const FileDescriptor copy{::open(to.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!copy.isOpen() || ::fsync(copy.get()) != 0)
        return Error{Errc::Storage, "the copy cannot be synced"};
#endif
    return Done{};
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
