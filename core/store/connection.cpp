// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"

#include <sqlcipher/sqlite3.h>

#include <cerrno>
#include <utility>

namespace sotto::store {
namespace {

/// A quota or a limit on the size of files: full, from where we stand.
bool isNoRoom(int systemError)
{
#ifdef EDQUOT
    if (systemError == EDQUOT)
        return true;
#endif
    return systemError == ENOSPC || systemError == EFBIG;
}

/// Extended result codes only where they say more.
Errc meaningOf(int extendedCode, int systemError)
{
    switch (extendedCode) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        return Errc::Duplicate;
    default:
        break;
    }
    switch (extendedCode & 0xFF) {
    case SQLITE_FULL:
        return Errc::StorageFull;
    case SQLITE_IOERR:
        return isNoRoom(systemError) ? Errc::StorageFull : Errc::Storage;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Errc::Busy;
    case SQLITE_NOTADB:   // page 1 does not authenticate
    case SQLITE_CORRUPT:  // another page does not
        return Errc::Forged;
    default:
        return Errc::Storage;
    }
}

bool isFaultOfDisk(int extendedCode)
{
    switch (extendedCode & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return true;
    default:
        return false;
    }
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& utf8Path, Mode mode)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE;
    if (mode != Mode::Existing)
        flags |= SQLITE_OPEN_CREATE;
    const char* path = mode == Mode::Memory ? ":memory:" : utf8Path.c_str();

    sqlite3* db = nullptr;
    const int code = sqlite3_open_v2(path, &db, flags, nullptr);
    std::unique_ptr<Connection> connection{new Connection(db)};
    if (code != SQLITE_OK)
        return errorOf(code);
    SOTTO_TRY(connection->harden());
    return connection;
}

Connection::~Connection()
{
    sqlite3_close_v2(m_db);
}

Result<Done> Connection::harden()
{
    const auto set = [this](int option, int value) {
        return sqlite3_db_config(m_db, option, value, nullptr) == SQLITE_OK;
    };
    const bool allSet = set(SQLITE_DBCONFIG_DEFENSIVE, 1) &&
        set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0) && set(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0) &&
        set(SQLITE_DBCONFIG_ENABLE_VIEW, 0) && set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0) &&
        set(SQLITE_DBCONFIG_DQS_DML, 0) && set(SQLITE_DBCONFIG_DQS_DDL, 0) &&
        set(SQLITE_DBCONFIG_ENABLE_FKEY, 1) && set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
    if (!allSet)
        return Error{Errc::Storage, "hardening of the database was refused"};
    sqlite3_limit(m_db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, 32 * 1024 * 1024);
    return Done{};
}

Result<Done> Connection::execute(const std::string& sql)
{
    if (sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError();
    return Done{};
}

Result<std::string> Connection::ask(const std::string& sql)
{
    std::string answer;
    const auto take = [](void* out, int columns, char** values, char**) {
        if (columns > 0 && values[0] != nullptr)
            *static_cast<std::string*>(out) = values[0];
        return 0;
    };
    if (sqlite3_exec(m_db, sql.c_str(), take, &answer, nullptr) != SQLITE_OK)
        return lastError();
    return answer;
}

void Connection::trustFile()
{
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

bool Connection::transactionAlive() const
{
    return sqlite3_get_autocommit(m_db) == 0;
}

Error Connection::lastError()
{
    // Not sqlite3_errmsg(): that can quote values.
    const int code = sqlite3_extended_errcode(m_db);
    const auto meaning = meaningOf(code, sqlite3_system_errno(m_db));
    if (m_transactionOpen && isFaultOfDisk(code))
        m_refusal = meaning;
    return Error{meaning, sqlite3_errstr(code)};
}

Error errorOf(int extendedCode)
{
    return Error{meaningOf(extendedCode, 0), sqlite3_errstr(extendedCode)};
}

void Connection::ended(bool committed)
{
    m_transactionOpen = false;
    const auto refusal = std::exchange(m_refusal, std::nullopt);
    if (refusal && !committed && m_tell)
        m_tell(*refusal);
    if (committed && m_tellCommitted)
        m_tellCommitted();
}

}  // namespace sotto::store
