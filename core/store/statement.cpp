// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"

#include "core/base/assert.h"

#include <sqlcipher/sqlite3.h>

namespace sotto::store {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept
{
    sqlite3_finalize(statement);
}

Result<Statement> Statement::prepare(Connection& connection, std::string_view sql)
{
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(connection.raw(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK)
        return connection.lastError();
    return Statement{connection, raw};
}

Result<int> Statement::run()
{
    const Reset afterwards{*this};
    SOTTO_TRY(next());
    return sqlite3_changes(m_connection->raw());
}

Result<bool> Statement::next()
{
    if (m_bindCode != SQLITE_OK)
        return Error{Errc::Storage, sqlite3_errstr(m_bindCode)};
    if (sqlite3_stmt_readonly(m_statement.get()) == 0) {
        SOTTO_ASSERT(m_connection->transactionOpen());
        if (!m_connection->transactionAlive())
            return Error{Errc::Storage, "the transaction was rolled back by the database"};
    }
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return m_connection->lastError();
    }
}

void Statement::clear()
{
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
    m_bindCode = SQLITE_OK;
}

void Statement::note(int code)
{
    if (m_bindCode == SQLITE_OK)
        m_bindCode = code;
}

void Statement::bindInteger(int index, std::int64_t value)
{
    note(sqlite3_bind_int64(m_statement.get(), index, value));
}

void Statement::bindText(int index, std::string_view value)
{
    // An empty view may have no address, which SQLite would take for NULL.
    const char* data = value.empty() ? "" : value.data();
    note(sqlite3_bind_text64(m_statement.get(), index, data, value.size(), SQLITE_STATIC,
                             SQLITE_UTF8));
}

void Statement::bindBytes(int index, ByteView value)
{
    if (value.empty())
        note(sqlite3_bind_zeroblob(m_statement.get(), index, 0));
    else
        note(sqlite3_bind_blob64(m_statement.get(), index, value.data(), value.size(),
                                 SQLITE_STATIC));
}

void Statement::bindNull(int index)
{
    note(sqlite3_bind_null(m_statement.get(), index));
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string Statement::text(int column) const
{
    const auto* data = sqlite3_column_text(m_statement.get(), column);
    if (data == nullptr)
        return {};
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return {reinterpret_cast<const char*>(data), size};
}

Bytes Statement::blob(int column) const
{
    const auto* data =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
    const auto size = sqlite3_column_bytes(m_statement.get(), column);
    return {data, data + size};
}

SecretBytes Statement::secret(int column) const
{
    const auto* data =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return SecretBytes{ByteView{data, size}};
}

Result<Jid> Statement::jid(int column) const
{
    auto parsed = Jid::parse(text(column));
    if (!parsed)
        return Error{Errc::Storage, "an address in the vault cannot be read"};
    return parsed;
}

Result<Done> prepareAll(Connection& connection, std::initializer_list<Planned> statements)
{
    for (const auto& planned : statements) {
        SOTTO_TRY_ASSIGN(*planned.into, Statement::prepare(connection, planned.sql));
    }
    return Done{};
}

}  // namespace sotto::store
