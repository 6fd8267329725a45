// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/store/statement.h"
#include "core/store/transaction.h"

namespace sotto::store {
namespace {

Result<std::int64_t> schemaVersion(Connection& connection)
{
    SOTTO_TRY_ASSIGN(auto pragma, Statement::prepare(connection, "PRAGMA user_version"));
    SOTTO_TRY_ASSIGN(const auto version, pragma.first(readInteger));
    return version.value_or(0);
}

Result<Done> runStep(Connection& connection, std::size_t step)
{
    SOTTO_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    SOTTO_TRY(connection.execute(migrations()[step]));
    SOTTO_TRY(connection.execute("PRAGMA user_version = " + std::to_string(step + 1)));
    return transaction.commit();
}

/// All that the schema consists of, as text.
Result<std::vector<std::string>> schemaOf(Connection& connection)
{
    SOTTO_TRY_ASSIGN(auto list,
                     Statement::prepare(connection,
                                        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || "
                                        "coalesce(sql, '') FROM sqlite_schema ORDER BY 1"));
    return list.all([](const Statement& row) -> Result<std::string> { return row.text(0); });
}

Result<std::vector<std::string>> schemaOfVersion(std::size_t version)
{
    SOTTO_TRY_ASSIGN(auto model, Connection::open({}, Connection::Mode::Memory));
    for (std::size_t step = 0; step < version; ++step)
        SOTTO_TRY(runStep(*model, step));
    return schemaOf(*model);
}

}  // namespace

Result<Done> migrate(Connection& connection)
{
    SOTTO_TRY_ASSIGN(const auto stored, schemaVersion(connection));
    if (stored < 0)
        return Error{Errc::Malformed, "schema version"};
    const auto version = static_cast<std::size_t>(stored);
    if (version > migrations().size())
        return Error{Errc::Newer, "schema version"};

    SOTTO_TRY_ASSIGN(const auto expected, schemaOfVersion(version));
    SOTTO_TRY_ASSIGN(const auto found, schemaOf(connection));
    if (found != expected)
        return Error{Errc::Malformed, "the schema is not ours"};

    for (std::size_t step = version; step < migrations().size(); ++step)
        SOTTO_TRY(runStep(connection, step));
    return Done{};
}

}  // namespace sotto::store
