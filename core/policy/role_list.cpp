// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/role_list.h"

#include "core/policy/list_parser.h"

namespace sotto::policy {
namespace {

constexpr ListParser::Rows kRows{"role", 200};
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMostNames = 20'000;  // of one role

class Parser {
public:
    Parser(const std::string& fileName, LoadedRoleList& into)
        : m_lines(fileName, into.findings),
          m_out(into)
    {
    }

    void run(const toml::table& root)
    {
        std::vector<const toml::table*> rows;
        m_out.list.serial = m_lines.readHead(root, kRows, rows);
        for (const auto* const row : rows)
            takeRole(*row);
    }

private:
    void takeRole(const toml::table& row)
    {
        m_lines.requireKeys(row, {"name", "members", "groups", "on_call", "title"});
        auto name = row["name"].value_exact<std::string>().value_or("");
        if (!isName(name))
            m_lines.add(row, FindingKind::WrongType, "name", "It must be a text of 1 to 64 bytes.");
        Role role;
        for (const auto& address : namesOf(row, "members"))
            takeMember(row, address, role);
        for (auto& group : namesOf(row, "groups"))
            role.groups.insert(std::move(group));
        role.onCall = onCallOf(row);
        role.title = titleOf(row);
        if (!m_out.list.roles.emplace(std::move(name), std::move(role)).second)
            m_lines.add(row, FindingKind::Conflict, "name", "That role stands twice.");
    }

    void takeMember(const toml::table& row, const std::string& address, Role& role)
    {
        const auto person = Jid::parseAccount(address);
        if (person)
            role.members.insert(*person);
        else
            m_lines.add(row, FindingKind::WrongType, "members", "They must be addresses.");
    }

    bool onCallOf(const toml::table& row)
    {
        const auto* const node = row.get("on_call");
        if (node && !node->is_boolean())
            m_lines.add(*node, FindingKind::WrongType, "on_call", "It must be true or false.");
        return node && node->value_exact<bool>().value_or(false);
    }

    std::string titleOf(const toml::table& row)
    {
        const auto* const node = row.get("title");
        auto title = node ? node->value_exact<std::string>().value_or("") : std::string{};
        if (node && !isName(title))
            m_lines.add(*node, FindingKind::WrongType, "title",
                        "It must be a text of 1 to 64 bytes.");
        return title;
    }

    static bool isName(const std::string& text)
    {
        return !text.empty() && text.size() <= kLongestName;
    }

    std::vector<std::string> namesOf(const toml::table& row, std::string_view key)
    {
        const auto* const node = row.get(key);
        if (!node)
            return {};
        std::vector<std::string> names;
        const auto* const array = node->as_array();
        bool isGood = array && array->size() <= kMostNames;
        for (std::size_t i = 0; isGood && i < array->size(); ++i) {
            names.push_back(array->get(i)->value_exact<std::string>().value_or(""));
            isGood = !names.back().empty() && names.back().size() <= kMostBytes;
        }
        if (!isGood)
            m_lines.add(*node, FindingKind::WrongType, std::string{key},
                        "It must be a list of texts, at most 20,000.");
        return isGood ? names : std::vector<std::string>{};
    }

    static constexpr std::size_t kMostBytes = 3071;  // of an address (RFC 7622, 3.1)

    ListParser m_lines;
    LoadedRoleList& m_out;
};

}  // namespace

LoadedRoleList parseRoleList(std::string_view text, const std::string& fileName)
{
    LoadedRoleList loaded;
    const auto parsed = parseToml(text, fileName);
    if (parsed.table)
        Parser{fileName, loaded}.run(*parsed.table);
    else
        loaded.findings = {parsed.fault};
    loaded.accepted = !hasError(loaded.findings);
    return loaded;
}

}  // namespace sotto::policy
