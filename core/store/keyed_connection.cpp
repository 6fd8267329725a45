// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/keyed_connection.h"

#include "core/base/encoding.h"
#include "core/base/secret_bytes.h"

#include <sqlcipher/sqlite3.h>

namespace sotto::store {
namespace {

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

std::string utf8(const std::filesystem::path& path)
{
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

Result<Done> giveKey(Connection& connection, ByteView key)
{
    auto hex = toHex(key);
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

}  // namespace

Result<std::unique_ptr<Connection>> openKeyed(const std::filesystem::path& file, ByteView key,
                                              Connection::Mode mode)
{
    SOTTO_TRY_ASSIGN(auto connection, Connection::open(utf8(file), mode));
    SOTTO_TRY(giveKey(*connection, key));
    SOTTO_TRY(connection->execute(kBeforeAccess));
    return connection;
}

}  // namespace sotto::store
