// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault_erase.h"

#include "core/base/encoding.h"
#include "core/base/replace_file.h"
#include "core/crypto/random.h"
#include "core/store/atomic_file.h"
#include "core/store/backups.h"
#include "core/store/vault_header.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <vector>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBegun = "erasing";
constexpr const char* kReceipt = "erased";
constexpr std::array kKeyFiles{"header", "quick", "offline"};
constexpr std::uintmax_t kMostOverwritten = 1024 * 1024;  // a key file has some hundred bytes

/// A copy of the content would survive in a new file's place, so the old blocks are written.
Result<Done> overwrite(const fs::path& path)
{
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    if (failed)
        return Error{Errc::Storage, "the file cannot be read"};
    Bytes noise(std::min(size, kMostOverwritten));
    crypto::fillRandom(noise);
    QFile file{QString::fromStdU16String(path.u16string())};
    const auto length = static_cast<qint64>(noise.size());
    if (!file.open(QIODevice::ReadWrite) ||
        file.write(reinterpret_cast<const char*>(noise.data()), length) != length || !file.flush())
        return Error{Errc::Storage, "the file cannot be overwritten"};
#ifdef Q_OS_UNIX
    if (::fsync(file.handle()) != 0)
        return Error{Errc::Storage, "the file cannot be overwritten"};
#endif
    return Done{};
}

Result<Done> overwriteKeys(const fs::path& folder)
{
    std::error_code failed;
    for (fs::recursive_directory_iterator entry{folder, failed}, end; !failed && entry != end;
         entry.increment(failed)) {
        const bool holdsKey =
            std::ranges::find(kKeyFiles, entry->path().filename()) != kKeyFiles.end();
        if (holdsKey && fs::is_regular_file(entry->symlink_status(failed)))
            SOTTO_TRY(overwrite(entry->path()));
    }
    return failed ? Result<Done>{Error{Errc::Storage, "the folder cannot be read"}}
                  : Result<Done>{Done{}};
}

Result<Done> removeAllBut(const fs::path& folder, std::string_view keep)
{
    std::error_code failed;
    std::vector<fs::path> old;
    for (fs::directory_iterator entry{folder, failed}, end; !failed && entry != end;
         entry.increment(failed))
        if (const auto name = entry->path().filename(); name != keep && name != kBegun)
            old.push_back(entry->path());
    for (const auto& path : old)
        if (!failed)
            fs::remove_all(path, failed);
    if (failed)
        return Error{Errc::Storage, "the folder cannot be emptied"};
    return syncFolder(folder);
}

std::string receiptText(const fs::path& folder, WallTime now)
{
    const auto header = VaultHeader::load(folder);
    const auto vault = header ? toHex(header->vaultId()) : std::string{"unknown"};
    return "vault=" + vault + "\nerased=" + utcName(now) + "\n";
}

}  // namespace

std::optional<WallTime> madeAt(const fs::path& folder)
{
    const QFileInfo marker{QString::fromStdU16String((folder / kMadeMarker).u16string())};
    if (!marker.exists())
        return std::nullopt;
    return wallTimeFromMs(marker.lastModified().toMSecsSinceEpoch());
}

bool isErasing(const fs::path& folder)
{
    std::error_code failed;
    return fs::exists(fs::symlink_status(folder / kBegun, failed));
}

Result<Done> eraseVault(const fs::path& folder, std::string_view keep, WallTime now)
{
    if (!isErasing(folder))
        SOTTO_TRY(replaceFile(folder / kBegun, viewOf(receiptText(folder, now))));
    SOTTO_TRY(overwriteKeys(folder));
    SOTTO_TRY(removeAllBut(folder, keep));
    return renameDurably(folder / kBegun, folder / kReceipt);
}

}  // namespace sotto::store
