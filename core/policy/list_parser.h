// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/toml_gate.h"

#include <initializer_list>
#include <vector>

namespace sotto::policy {

/// What all lists beside policy.toml have in common: `version = 1`, `serial`, tables in an array,
/// and no key that is not known. What is wrong becomes a finding.
class ListParser {
public:
    struct Rows {
        std::string_view key;  ///< "device" for [[device]]
        std::size_t most;
    };

    ListParser(const std::string& fileName, std::vector<Finding>& findings)
        : m_file(fileName),
          m_findings(findings)
    {
    }

    /// The serial, and the tables in the order of their lines. The pointers live as `root` does.
    std::int64_t readHead(const toml::table& root, const Rows& rows,
                          std::vector<const toml::table*>& into);
    /// A misspelt key must not be passed over: it may be the one that limits a row.
    void requireKeys(const toml::table& table, std::initializer_list<std::string_view> known);
    void add(const toml::node& at, FindingKind kind, std::string key, std::string sentence);

private:
    void takeRows(const toml::node& node, const Rows& rows, std::vector<const toml::table*>& into);

    const std::string& m_file;
    std::vector<Finding>& m_findings;
};

}  // namespace sotto::policy
