// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault.h"

#include "core/base/replace_file.h"
#include "core/store/atomic_file.h"
#include "core/store/keyed_connection.h"
#include "core/store/migrations.h"
#include "core/store/vault_erase.h"
#include "core/store/vault_header.h"

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kPageSize = 4096;
constexpr std::string_view kPlainMagic = "SQLite format 3";

/// FULL: with NORMAL a power cut loses rows that were sent and acknowledged. The log is
/// folded into the file after 1000 pages and cut to 4 MiB by the commit that follows, however
/// large a transaction was: with one connection no reader can hold it open.
constexpr const char* kAfterAccess = "PRAGMA synchronous = FULL;"
                                     "PRAGMA fullfsync = ON;"
                                     "PRAGMA checkpoint_fullfsync = ON;"
                                     "PRAGMA secure_delete = ON;"
                                     "PRAGMA foreign_keys = ON;"
                                     "PRAGMA wal_autocheckpoint = 1000;"
                                     "PRAGMA journal_size_limit = 4194304;";

fs::path beside(fs::path file, const char* suffix)
{
    file += suffix;
    return file;
}

Result<Done> requireAnswer(Connection& connection, const std::string& pragma,
                           std::string_view expected)
{
    SOTTO_TRY_ASSIGN(const auto answer, connection.ask(pragma));
    if (answer != expected)
        return Error{Errc::Storage, "a setting of the database was refused"};
    return Done{};
}

Result<std::unique_ptr<Connection>> connect(const fs::path& file, ByteView key,
                                            Connection::Mode mode)
{
    SOTTO_TRY_ASSIGN(auto connection, openKeyed(file, key, mode));
    // The first access: takes the lock, authenticates page 1.
    SOTTO_TRY(connection->execute("SELECT count(*) FROM sqlite_schema"));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA journal_mode = WAL", "wal"));
    SOTTO_TRY(connection->execute(kAfterAccess));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA temp_store", "2"));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA locking_mode", "exclusive"));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA synchronous", "2"));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA wal_autocheckpoint", "1000"));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA journal_size_limit", "4194304"));
    return connection;
}

/// What can be told from the outside, before SQLite touches anything.
Result<Done> checkFile(const fs::path& file, bool hasLog)
{
    std::error_code failed;
    const auto status = fs::symlink_status(file, failed);
    if (!fs::exists(status)) {
        if (fs::exists(fs::symlink_status(file.parent_path() / kMadeMarker, failed)))
            return Error{Errc::Missing, "the vault was taken away"};
        return Error{Errc::NotFound, "no vault"};
    }
    if (!fs::is_regular_file(status))
        return Error{Errc::Malformed, "the vault is not a file"};
    const auto size = fs::file_size(file, failed);
    if (failed)
        return Error{Errc::Storage, "the vault cannot be read"};
    if (size < kPageSize)
        return Error{Errc::Malformed, "the vault is too short"};
    if (!hasLog && size % kPageSize != 0)  // a log may still complete a torn page
        return Error{Errc::Malformed, "the vault was cut"};
    // We never make one here (WAL from the first page on), and SQLite would roll it back
    // into the vault before any page is authenticated.
    if (fs::exists(fs::symlink_status(beside(file, "-journal"), failed)))
        return Error{Errc::Malformed, "a foreign journal lies beside the vault"};
    return Done{};
}

/// Why page 1 does not authenticate. Not asked before opening: closing a file drops the
/// locks that this process has on it through another connection (sqlite.org,
/// howtocorrupt, 2.2), and when that exists the error is Busy.
Error explained(Error error, const fs::path& file)
{
    if (error.code == Errc::Forged) {
        const auto start = readFileStart(file, kPlainMagic.size());
        if (start && textOf(*start) == kPlainMagic)
            return Error{Errc::Malformed, "the vault is not encrypted"};
    }
    return error;
}

/// A write-ahead log is there only after an unclean end. SQLite believes one whose plain
/// checksums fit, also another vault's (I-5); its pages fail here, when they are read.
Result<Done> checkAllPages(Connection& connection)
{
    SOTTO_TRY_ASSIGN(const auto verdict, connection.ask("PRAGMA quick_check(1)"));
    if (verdict != "ok")
        return Error{Errc::Forged, "a page of the vault does not verify"};
    return Done{};
}

/// What a killed process left in the log goes into the file, and the log is cut to nothing.
/// On a full disk it stays as it is, and nothing is lost: the vault can still be read.
Result<Done> emptyLog(Connection& connection)
{
    const auto emptied = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!emptied && emptied.error().code != Errc::StorageFull)
        return emptied;
    return Done{};
}

}  // namespace

Result<Vault> Vault::create(const fs::path& folder, ByteView dek)
{
    SOTTO_TRY(makePrivateFolder(folder));
    const auto file = folder / "vault.db";
    const auto draft = folder / "vault.new";
    std::error_code failed;
    if (fs::exists(fs::symlink_status(file, failed)))
        return Error{Errc::Duplicate, "there is a vault already"};
    if (fs::exists(fs::symlink_status(folder / kMadeMarker, failed)))
        return Error{Errc::Missing, "the vault was taken away"};
    for (const auto* suffix : {"", "-journal", "-wal"})  // of a creation that was interrupted
        fs::remove(beside(draft, suffix), failed);
    {
        SOTTO_TRY_ASSIGN(const auto key, subkey(dek, KeyUse::Database));
        SOTTO_TRY_ASSIGN(auto connection, connect(draft, key.view(), Connection::Mode::Create));
        SOTTO_TRY(migrate(*connection));
        connection->trustFile();
    }
    SOTTO_TRY(renameDurably(draft, file));
    return open(folder, dek);
}

Result<Vault> Vault::open(const fs::path& folder, ByteView dek)
{
    const auto file = folder / "vault.db";
    std::error_code failed;
    const auto logSize = fs::file_size(beside(file, "-wal"), failed);
    const bool endedUncleanly = !failed && logSize > 0;
    SOTTO_TRY(checkFile(file, endedUncleanly));

    SOTTO_TRY_ASSIGN(auto key, subkey(dek, KeyUse::Database));
    auto connection = connect(file, key.view(), Connection::Mode::Existing);
    if (!connection)
        return explained(std::move(connection).error(), file);
    if (endedUncleanly)
        SOTTO_TRY(checkAllPages(**connection));
    SOTTO_TRY(migrate(**connection));
    (*connection)->trustFile();
    SOTTO_TRY(emptyLog(**connection));
    if (!fs::exists(folder / kMadeMarker, failed))
        static_cast<void>(replaceFile(folder / kMadeMarker, {}));  // a full disk: next time
    return Vault{folder, std::move(key), *std::move(connection)};
}

}  // namespace sotto::store
