// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/toml_gate.h"

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <cctype>

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

bool isOf(std::string_view characters, std::string_view text, std::size_t at)
{
    return at < text.size() && characters.find(text[at]) != std::string_view::npos;
}

/// toml++ 3.3 takes for granted that what follows the bracket of a section is a name, and must
/// not be asked otherwise. `at` is the first bracket of a line.
bool hasNoName(std::string_view text, std::size_t at)
{
    const auto skipBlanks = [&] {
        while (isOf(" \t", text, at))
            ++at;
    };
    ++at;
    skipBlanks();
    if (isOf("[", text, at)) {
        ++at;
        skipBlanks();
    }
    const bool isBare = at < text.size() &&
        (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || isOf("_-", text, at));
    return at < text.size() && !isBare && !isOf("]\"'", text, at);
}

/// Empty if the text is harmless for the TOML parser, otherwise a sentence.
std::string findShapeProblem(std::string_view text, int& line)
{
    int dots = 0;
    bool isLineEmpty = true;
    line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        if (rest.starts_with(R"(""")") || rest.starts_with("'''"))
            return "Texts of several lines are not supported.";
        if (rest[0] == '"' || rest[0] == '\'') {
            at = endOfQuoted(text, at);
            isLineEmpty = false;
            continue;
        }
        if (rest[0] == '#') {
            at += std::min(rest.find('\n'), rest.size());
            continue;
        }
        if (rest[0] == '[' && isLineEmpty && hasNoName(text, at))
            return "There is a section without a name.";
        isLineEmpty = rest[0] == '\n' || (isLineEmpty && isOf(" \t\r", rest, 0));
        if (rest[0] == '.' && ++dots > kMaxDots)
            return "There are too many dotted keys.";
        line += rest[0] == '\n' ? 1 : 0;
        ++at;
    }
    return {};
}

}  // namespace

GatedToml parseToml(std::string_view text, const std::string& fileName)
{
    if (text.starts_with("\xEF\xBB\xBF") || !isUtf8(text))
        return {std::nullopt,
                error(FindingKind::NotUtf8, fileName, 0,
                      "The file must be UTF-8 without a byte-order mark.")};
    int line = 0;
    if (auto problem = findShapeProblem(text, line); !problem.empty())
        return {std::nullopt, error(FindingKind::Syntax, fileName, line, std::move(problem))};
    auto parsed = toml::parse(text, std::string_view{});
    if (parsed)
        return {std::move(parsed).table()};
    const auto at = static_cast<int>(parsed.error().source().begin.line);
    auto reason = std::string{parsed.error().description()};
    std::ranges::replace_if(
        reason, [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return {std::nullopt, error(FindingKind::Syntax, fileName, at, reason + '.')};
}

}  // namespace sotto::policy
