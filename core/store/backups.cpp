// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backups.h"

#include "core/base/replace_file.h"
#include "core/store/atomic_file.h"

#include <QDateTime>

#include <algorithm>

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

QString nameFormat()
{
    return QStringLiteral("yyyy-MM-dd'T'HH-mm-ss'Z'");
}

}  // namespace

std::string utcName(WallTime at)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(at), Qt::UTC).toString(nameFormat()).toStdString();
}

std::vector<Backups::Backup> Backups::all() const
{
    std::vector<Backup> found;
    std::error_code failed;
    for (fs::directory_iterator entry{m_folder, failed}, end; !failed && entry != end;
         entry.increment(failed)) {
        const auto name = QString::fromStdU16String(entry->path().filename().u16string());
        auto at = QDateTime::fromString(name, nameFormat());
        at.setTimeSpec(Qt::UTC);
        if (at.isValid())
            found.push_back({entry->path(), wallTimeFromMs(at.toMSecsSinceEpoch())});
    }
    std::ranges::sort(found, {}, &Backup::at);
    return found;
}

Result<fs::path> Backups::prepare() const
{
    discard();
    std::error_code failed;
    const auto needed = fs::file_size(m_vault / "vault.db", failed);
    const auto room = failed ? fs::space_info{} : fs::space(m_vault, failed);
    if (failed)
        return Error{Errc::Storage, "the vault's folder cannot be read"};
    if (room.available / 2 < needed)  // a backup must not be what fills the disk
        return Error{Errc::StorageFull, "no room for a backup"};
    SOTTO_TRY(makePrivateFolder(m_folder));
    SOTTO_TRY(makePrivateFolder(unfinished()));
    return unfinished() / "vault.db";
}

Result<Done> Backups::finish(WallTime at) const
{
    SOTTO_TRY(copyDurably(m_vault / "header", unfinished() / "header"));
    SOTTO_TRY(syncFolder(unfinished()));
    SOTTO_TRY(renameDurably(unfinished(), m_folder / utcName(at)));
    auto backups = all();
    while (backups.size() > kKept) {
        std::error_code ignored;
        fs::remove_all(backups.front().folder, ignored);
        backups.erase(backups.begin());
    }
    return Done{};
}

void Backups::discard() const
{
    std::error_code ignored;
    fs::remove_all(unfinished(), ignored);
}

}  // namespace sotto::store
