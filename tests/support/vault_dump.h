// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/statement.h"
#include "core/store/vault.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace sotto::test {

/// Every row of every table, as SQL writes its values.
using VaultDump = std::map<std::string, std::multiset<std::string>>;

inline std::vector<std::string> textsOf(const store::Vault& vault, const std::string& sql)
{
    auto statement = store::Statement::prepare(vault.connection(), sql);
    REQUIRE(statement);
    auto rows = statement->with().all(
        [](const store::Statement& row) -> Result<std::string> { return row.text(0); });
    REQUIRE(rows);
    return *std::move(rows);
}

/// Needs no transaction; inside one it sees what that has written.
inline VaultDump dumpOf(const store::Vault& vault)
{
    VaultDump dump;
    for (const auto& table :
         textsOf(vault, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
        const auto columns =
            textsOf(vault,
                    "SELECT group_concat('quote(' || name || ')', ' || '';'' || ') "
                    "FROM pragma_table_info('" +
                        table + "')");
        const auto rows = textsOf(vault, "SELECT " + columns.front() + " FROM " + table);
        dump[table] = {rows.begin(), rows.end()};
    }
    return dump;
}

/// The tables in which two dumps differ.
inline std::set<std::string> changedTables(const VaultDump& before, const VaultDump& after)
{
    std::set<std::string> changed;
    for (const auto& [table, rows] : after)
        if (const auto known = before.find(table); known == before.end() || known->second != rows)
            changed.insert(table);
    return changed;
}

}  // namespace sotto::test
