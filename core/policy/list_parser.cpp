// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/list_parser.h"

#include "core/policy/policy_text.h"

#include <algorithm>

namespace sotto::policy {
namespace {

constexpr std::int64_t kVersion = 1;

}  // namespace

std::int64_t ListParser::readHead(const toml::table& root, const Rows& rows,
                                  std::vector<const toml::table*>& into)
{
    requireKeys(root, {"version", "serial", rows.key});
    const auto version = root["version"].value_exact<std::int64_t>();
    if (!version || *version < kVersion)
        add(root, FindingKind::WrongType, "version", "It must be the number 1.");
    else if (*version > kVersion)
        add(root, FindingKind::NewerVersion, "version",
            "The list was written for a newer version of Sotto.");
    const auto serial = root["serial"].value_exact<std::int64_t>();
    if (!serial || *serial < 1)
        add(root, FindingKind::WrongType, "serial", "It must be a number from 1 on.");
    if (const auto* const node = root.get(rows.key))
        takeRows(*node, rows, into);
    return serial.value_or(0);
}

void ListParser::takeRows(const toml::node& node, const Rows& rows,
                          std::vector<const toml::table*>& into)
{
    const std::string key{rows.key};
    const auto* const array = node.as_array();
    if (!array || array->size() > rows.most) {
        add(node, FindingKind::WrongType, key,
            "Each one is a [[" + key + "]] of its own, and there are at most " +
                std::to_string(rows.most) + ".");
        return;
    }
    for (const auto& row : *array) {
        if (const auto* const table = row.as_table())
            into.push_back(table);
        else
            add(row, FindingKind::WrongType, key, "It must be a table.");
    }
}

void ListParser::requireKeys(const toml::table& table,
                             std::initializer_list<std::string_view> known)
{
    for (const auto& [key, node] : table)
        if (std::ranges::find(known, key.str()) == known.end())
            add(node, FindingKind::UnknownKey, printable(key.str()), "There is no such key.");
}

void ListParser::add(const toml::node& at, FindingKind kind, std::string key, std::string sentence)
{
    m_findings.push_back({Severity::Error, kind, m_file, static_cast<int>(at.source().begin.line),
                          std::move(key), std::move(sentence)});
}

}  // namespace sotto::policy
