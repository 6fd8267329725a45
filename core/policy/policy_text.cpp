// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_text.h"

#include "core/domain/safe_text.h"
#include "core/policy/toml_gate.h"

#include <algorithm>

namespace sotto::policy {
namespace {

std::optional<PolicyValue> toValue(const toml::node& node)
{
    if (const auto flag = node.value_exact<bool>())
        return *flag;
    if (const auto number = node.value_exact<std::int64_t>())
        return *number;
    if (auto text = node.value_exact<std::string>())
        return *std::move(text);
    const auto* array = node.as_array();
    if (!array)
        return std::nullopt;
    std::vector<std::string> words;
    for (const auto& item : *array) {
        auto word = item.value_exact<std::string>();
        if (!word)
            return std::nullopt;
        words.push_back(*std::move(word));
    }
    return words;
}

void state(PolicyText& result, std::string_view key, std::size_t index, const toml::node& node)
{
    result.settings.push_back(
        {printable(key), index, toValue(node), static_cast<int>(node.source().begin.line)});
}

/// A text as TOML writes it, without anything that a terminal could act upon.
std::string tomlText(std::string_view text)
{
    const auto safe = SafeText::fromUtf8(text, SafeText::Kind::Body).string().toStdString();
    std::string out = "\"";
    for (const char c : safe) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace

std::string printable(std::string_view text)
{
    constexpr std::size_t kLongest = 64;
    std::string copy{text.substr(0, kLongest)};
    std::ranges::replace_if(
        copy, [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return text.size() > kLongest ? copy + "..." : copy;
}

PolicyText parsePolicyText(std::string_view text, const std::string& fileName)
{
    PolicyText result;
    const auto parsed = parseToml(text, fileName);
    if (!parsed.table) {
        result.findings = {parsed.fault};
        return result;
    }
    for (const auto& [section, node] : *parsed.table) {
        const auto* table = node.as_table();
        if (!table) {  // also "session.lock_after_s" as one quoted key: not ours
            state(result, section.str(), kSettings.size(), node);
            continue;
        }
        for (const auto& [name, value] : *table) {
            const auto key = std::string{section.str()} + '.' + std::string{name.str()};
            state(result, key, settingIndex(key), value);
        }
    }
    std::ranges::stable_sort(result.settings, {}, &StatedSetting::line);
    return result;
}

std::string toTomlValue(const PolicyValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value))
        return tomlText(*text);
    std::string list;
    for (const auto& word : std::get<std::vector<std::string>>(value))
        list += (list.empty() ? "" : ", ") + tomlText(word);
    return '[' + list + ']';
}

}  // namespace sotto::policy
