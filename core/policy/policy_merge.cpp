// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_merge.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace sotto::policy {
namespace {

constexpr auto kClass = settingIndex("workstation.class");
constexpr auto kVersion = settingIndex("policy.version");

/// Steps of one character from one name to another (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

std::string unknownSentence(std::string_view key)
{
    constexpr std::size_t kNear = 4;
    std::string_view nearest;
    auto best = kNear + 1;
    for (const auto& row : kSettings) {
        if (const auto steps = distance(key, row.name); steps < best) {
            best = steps;
            nearest = row.name;
        }
    }
    std::string sentence = "There is no such setting.";
    if (!nearest.empty())
        sentence.append(" Did you mean ").append(nearest).append("?");
    return sentence;
}

std::string numberText(const PolicyValue& value)
{
    const auto* number = std::get_if<std::int64_t>(&value);
    return number ? std::to_string(*number) : std::string{};
}

/// One file's settings on their way into the policy.
class Merger {
public:
    Merger(Policy& policy, std::vector<Finding>& findings) : m_policy(policy), m_findings(findings)
    {
    }

    void take(const ParsedFile& file)
    {
        m_file = file.name;
        for (const auto& setting : file.settings)
            take(setting);
    }

private:
    void say(Severity severity, FindingKind kind, const StatedSetting& setting,
             std::string sentence)
    {
        m_findings.push_back(
            {severity, kind, m_file, setting.line, setting.key, std::move(sentence)});
    }

    void take(const StatedSetting& setting)
    {
        if (setting.index == kSettings.size())
            return say(Severity::Warning, FindingKind::UnknownKey, setting,
                       unknownSentence(setting.key));
        const auto& row = kSettings.at(setting.index);
        if (!setting.value)
            return say(Severity::Error, FindingKind::WrongType, setting,
                       "It must be " + expectationOf(row) + '.');
        const auto* number = std::get_if<std::int64_t>(&*setting.value);
        if (setting.index == kVersion && number && *number > row.max)
            return say(Severity::Error, FindingKind::NewerVersion, setting,
                       "This policy was written for a newer version of Sotto.");
        explain(row, setting,
                m_policy.offer(setting.index, *setting.value, Policy::Source::File, m_file));
    }

    void explain(const Setting& row, const StatedSetting& setting, Policy::Offer offer)
    {
        switch (offer) {
        case Policy::Offer::Taken:
        case Policy::Offer::Kept:
            return;
        case Policy::Offer::Clamped:
            return say(Severity::Warning, FindingKind::Clamped, setting,
                       numberText(*setting.value) + " is out of range, clamped to " +
                           numberText(m_policy.entry(setting.index).value) + " (" +
                           std::string{row.rule} + ").");
        case Policy::Offer::Refused:
            return say(Severity::Warning, FindingKind::Fixed, setting,
                       "No policy may change this; it stays as it is (" + std::string{row.rule} +
                           ").");
        case Policy::Offer::Conflict:
            return say(Severity::Warning, FindingKind::Conflict, setting,
                       "Nothing in it is allowed by the files before; the first list counts.");
        case Policy::Offer::WrongType:
            return say(Severity::Error, FindingKind::WrongType, setting,
                       "It must be " + expectationOf(row) + '.');
        }
    }

    Policy& m_policy;
    std::vector<Finding>& m_findings;
    std::string m_file;
};

/// The defaults depend on the class, so it is weighed before all else.
WorkstationClass strictestClass(const std::vector<ParsedFile>& files)
{
    Policy policy;
    for (const auto& file : files) {
        for (const auto& setting : file.settings) {
            if (setting.index == kClass && setting.value)
                policy.offer(kClass, *setting.value, Policy::Source::File, file.name);
        }
    }
    return policy.workstation();
}

}  // namespace

std::string expectationOf(const Setting& row)
{
    std::string words;
    forEachPiece(row.words, ' ', [&](std::string_view word) {
        words.append(words.empty() ? "\"" : ", \"").append(word).append("\"");
    });
    switch (row.type) {
    case SettingType::Boolean:
        return "true or false";
    case SettingType::Integer:
        return "a whole number from " + std::to_string(row.min) + " to " + std::to_string(row.max) +
            (row.unit.empty() ? std::string{} : " (" + std::string{row.unit} + ')');
    case SettingType::Text:
        return "one line of text in quotes";
    case SettingType::Choice:
        return "one of " + words;
    case SettingType::List:
        break;
    }
    return words.empty() ? "a list of texts, such as [\"a\", \"b\"]" : "a list of some of " + words;
}

Policy mergePolicy(const std::vector<ParsedFile>& files, std::vector<Finding>& findings)
{
    auto policy = Policy::defaults(strictestClass(files));
    Merger merger{policy, findings};
    for (const auto& file : files)
        merger.take(file);
    for (const auto index : policy.settle()) {
        const auto& row = kSettings.at(index);
        findings.push_back({Severity::Warning, FindingKind::Adjusted, policy.entry(index).origin, 0,
                            std::string{row.name},
                            "Another setting makes it " + numberText(policy.entry(index).value) +
                                " (" + std::string{row.rule} + ")."});
    }
    return policy;
}

}  // namespace sotto::policy
