// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_text.h"

#include "core/domain/safe_text.h"

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>

namespace sotto::policy {
namespace {

// toml++ 3.3 limits nested values but not dotted keys: 20,000 parts overflow its stack.
constexpr int kMaxDots = 4096;

Finding error(FindingKind kind, const std::string& file, int line, std::string sentence)
{
    return {Severity::Error, kind, file, line, {}, std::move(sentence)};
}

bool isUtf8(std::string_view text)
{
    QStringDecoder decoder{QStringConverter::Utf8, QStringConverter::Flag::Stateless};
    const QString decoded = decoder(QByteArrayView{text.data(), qsizetype(text.size())});
    return !decoder.hasError();
}

/// Where a text that starts at `at` with `quote` ends: past its closing quote, or at the
/// end of the line if it has none (the TOML parser then says so).
std::size_t endOfQuoted(std::string_view text, std::size_t at)
{
    const char quote = text[at++];
    for (; at < text.size() && text[at] != '\n'; ++at) {
        if (text[at] == quote)
            return at + 1;
        if (text[at] == '\\' && quote == '"')
            ++at;
    }
    return std::min(at, text.size());
}

/// Empty if the text is harmless for the TOML parser, otherwise a sentence.
std::string findShapeProblem(std::string_view text, int& line)
{
    int dots = 0;
    line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        if (rest.starts_with(R"(""")") || rest.starts_with("'''"))
            return "Texts of several lines are not supported.";
        if (rest[0] == '"' || rest[0] == '\'') {
            at = endOfQuoted(text, at);
            continue;
        }
        if (rest[0] == '#') {
            at += std::min(rest.find('\n'), rest.size());
            continue;
        }
        if (rest[0] == '.' && ++dots > kMaxDots)
            return "There are too many dotted keys.";
        line += rest[0] == '\n' ? 1 : 0;
        ++at;
    }
    return {};
}

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
    if (text.starts_with("\xEF\xBB\xBF") || !isUtf8(text)) {
        result.findings = {error(FindingKind::NotUtf8, fileName, 0,
                                 "The file must be UTF-8 without a byte-order mark.")};
        return result;
    }
    int line = 0;
    if (auto problem = findShapeProblem(text, line); !problem.empty()) {
        result.findings = {error(FindingKind::Syntax, fileName, line, std::move(problem))};
        return result;
    }
    const auto parsed = toml::parse(text, std::string_view{});
    if (!parsed) {
        const auto at = static_cast<int>(parsed.error().source().begin.line);
        auto reason = std::string{parsed.error().description()};
        std::ranges::replace_if(
            reason, [](char c) { return c < 0x20 || c > 0x7E; }, '?');
        result.findings = {error(FindingKind::Syntax, fileName, at, reason + '.')};
        return result;
    }
    for (const auto& [section, node] : parsed.table()) {
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
