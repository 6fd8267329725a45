// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault.h"

#include "core/base/encoding.h"
#include "core/store/atomic_file.h"
#include "core/store/migrations.h"
#include "core/store/vault_header.h"

#include <sqlcipher/sqlite3.h>

namespace sotto::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kPageSize = 4096;
constexpr std::string_view kPlainMagic = "SQLite format 3";

/// SQLCipher 4's defaults, pinned: another default of a later library must not make our
/// files unreadable. cipher_memory_security stays off: it cannot be turned off again in
/// the process and more than doubles the cost (facts.md, 5).
constexpr const char* kCipher = "PRAGMA cipher_log_level = NONE;"  // it would write to stderr
                                "PRAGMA cipher_memory_security = OFF;"
                                "PRAGMA cipher_page_size = 4096;"
                                "PRAGMA cipher_use_hmac = ON;"
                                "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;"
                                "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512;"
                                "PRAGMA cipher_plaintext_header_size = 0;";

/// Before the first access to the file. Exclusive from the start: a second process gets
/// BUSY at once, and no shared-memory file exists (facts.md, head note).
constexpr const char* kBeforeAccess = "PRAGMA locking_mode = EXCLUSIVE;"
                                      "PRAGMA temp_store = MEMORY;"
                                      "PRAGMA trusted_schema = OFF;"
                                      "PRAGMA cell_size_check = ON;"
                                      "PRAGMA mmap_size = 0;"
                                      "PRAGMA cache_size = -16384;";

/// FULL: with NORMAL a power cut loses rows that were sent and acknowledged.
constexpr const char* kAfterAccess = "PRAGMA synchronous = FULL;"
                                     "PRAGMA fullfsync = ON;"
                                     "PRAGMA checkpoint_fullfsync = ON;"
                                     "PRAGMA secure_delete = ON;"
                                     "PRAGMA foreign_keys = ON;"
                                     "PRAGMA journal_size_limit = 4194304;";

fs::path beside(fs::path file, const char* suffix)
{
    file += suffix;
    return file;
}

std::string utf8(const fs::path& path)
{
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

Result<Done> giveKey(Connection& connection, ByteView dek)
{
    SOTTO_TRY_ASSIGN(const auto key, subkey(dek, KeyUse::Database));
    auto hex = toHex(key.view());
    const auto raw = join({viewOf("x'"), viewOf(hex), viewOf("'")});  // raw: no second derivation
    wipe(hex);
    const int code =
        sqlite3_key_v2(connection.raw(), "main", raw.data(), static_cast<int>(raw.size()));
    if (code != SQLITE_OK)
        return Error{Errc::Storage, "the key was refused"};

    SOTTO_TRY(connection.execute(kCipher));
    SOTTO_TRY_ASSIGN(const auto version, connection.ask("PRAGMA cipher_version"));
    if (version.empty())  // a library without the codec would write plain text
        return Error{Errc::Storage, "the database library does not encrypt"};
    return Done{};
}

Result<Done> requireAnswer(Connection& connection, const std::string& pragma,
                           std::string_view expected)
{
    SOTTO_TRY_ASSIGN(const auto answer, connection.ask(pragma));
    if (answer != expected)
        return Error{Errc::Storage, "a setting of the database was refused"};
    return Done{};
}

Result<std::unique_ptr<Connection>> connect(const fs::path& file, ByteView dek,
                                            Connection::Mode mode)
{
    SOTTO_TRY_ASSIGN(auto connection, Connection::open(utf8(file), mode));
    SOTTO_TRY(giveKey(*connection, dek));
    SOTTO_TRY(connection->execute(kBeforeAccess));
    // The first access: takes the lock, authenticates page 1.
    SOTTO_TRY(connection->execute("SELECT count(*) FROM sqlite_schema"));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA journal_mode = WAL", "wal"));
    SOTTO_TRY(connection->execute(kAfterAccess));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA temp_store", "2"));
    SOTTO_TRY(requireAnswer(*connection, "PRAGMA locking_mode", "exclusive"));
    return connection;
}

/// What can be told from the outside, before SQLite touches anything.
Result<Done> checkFile(const fs::path& file, bool hasLog)
{
    std::error_code failed;
    const auto status = fs::symlink_status(file, failed);
    if (!fs::exists(status))
        return Error{Errc::NotFound, "no vault"};
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

}  // namespace

Result<Vault> Vault::create(const fs::path& folder, ByteView dek)
{
    SOTTO_TRY(makePrivateFolder(folder));
    const auto file = folder / "vault.db";
    const auto draft = folder / "vault.new";
    std::error_code failed;
    if (fs::exists(fs::symlink_status(file, failed)))
        return Error{Errc::Duplicate, "there is a vault already"};
    for (const auto* suffix : {"", "-journal", "-wal"})  // of a creation that was interrupted
        fs::remove(beside(draft, suffix), failed);
    {
        SOTTO_TRY_ASSIGN(auto connection, connect(draft, dek, Connection::Mode::Create));
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

    auto connection = connect(file, dek, Connection::Mode::Existing);
    if (!connection)
        return explained(std::move(connection).error(), file);
    if (endedUncleanly)
        SOTTO_TRY(checkAllPages(**connection));
    SOTTO_TRY(migrate(**connection));
    (*connection)->trustFile();
    return Vault{*std::move(connection)};
}

}  // namespace sotto::store
