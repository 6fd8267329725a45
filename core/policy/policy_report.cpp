// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_report.h"

#include "core/policy/citations.h"
#include "core/policy/policy_merge.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace sotto::policy {
namespace {

using Words = std::vector<std::string>;

QJsonValue toJsonValue(const PolicyValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return static_cast<qint64>(*number);
    if (const auto* text = std::get_if<std::string>(&value))
        return QString::fromStdString(*text);
    QJsonArray list;
    for (const auto& word : std::get<Words>(value))
        list.append(QString::fromStdString(word));
    return list;
}

std::string sourceOf(const Policy::Entry& entry)
{
    switch (entry.source) {
    case Policy::Source::Default:
        return "default";
    case Policy::Source::File:
        return entry.origin;
    case Policy::Source::User:
        break;
    }
    return "user";
}

QJsonValue latin1(std::string_view text)
{
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

std::string_view nameOf(Severity severity)
{
    return severity == Severity::Note   ? "note"
        : severity == Severity::Warning ? "warning"
                                        : "error";
}

std::string_view directionOf(const Setting& row)
{
    switch (row.stricter) {
    case Stricter::Neither:
        return "set by the administrator";
    case Stricter::Smaller:
        return "smaller is stricter";
    case Stricter::Larger:
        return "larger is stricter";
    case Stricter::False:
        return "false is stricter";
    case Stricter::True:
        return "true is stricter";
    case Stricter::EarlierWord:
        return "the earlier word is stricter";
    case Stricter::Fewer:
        return row.emptyIsAny ? "fewer is stricter, empty is any" : "fewer is stricter";
    case Stricter::More:
        break;
    }
    return "more is stricter";
}

/// The lines above a setting in a policy file.
std::string commentOf(const Setting& row)
{
    std::string text = "# " + std::string{row.sentence} + "\n# Takes " + expectationOf(row);
    text.append(row.fixed ? "; no policy may change it" : "; ");
    text.append(row.fixed ? std::string_view{} : directionOf(row));
    return text + ".\n# " + lawOf(row) + ".\n";
}

std::string_view sectionOf(const Setting& row)
{
    return row.name.substr(0, row.name.find('.'));
}

bool isUnset(const PolicyValue& value)
{
    const auto* text = std::get_if<std::string>(&value);
    const auto* words = std::get_if<Words>(&value);
    return (text && text->empty()) || (words && words->empty());
}

}  // namespace

std::string lawOf(const Setting& row)
{
    std::string law;
    forEachPiece(row.rule, ' ', [&](std::string_view rule) {
        law.append(law.empty() ? "" : "; ").append(citationOf(rule));
        law.append(" (").append(rule).append(")");
    });
    return law;
}

LintReport lint(std::string_view text, std::string_view fileName)
{
    LintReport report;
    const auto name = printable(fileName);
    if (text.size() > kMaxPolicyBytes) {
        report.findings.push_back(
            {Severity::Error, FindingKind::Unreadable, name, 0, {}, "It is larger than 1 MiB."});
    } else {
        auto parsed = parsePolicyText(text, name);
        report.findings = std::move(parsed.findings);
        mergePolicy({{name, std::move(parsed.settings)}}, report.findings);
    }
    for (auto& finding : report.findings) {
        if (finding.kind == FindingKind::UnknownKey)
            finding.severity = Severity::Error;
        report.exitCode = std::max(report.exitCode, static_cast<int>(finding.severity));
    }
    return report;
}

std::string effectiveText(const LoadedPolicy& loaded)
{
    std::string text = "# Policy " + loaded.sha256 +
        (loaded.accepted ? ", in force\n" : ", NOT ACCEPTED, not in force\n");
    for (const auto& finding : loaded.findings)
        text += "# " + toLine(finding) + '\n';
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
        const auto& entry = loaded.policy.entry(i);
        text += std::string{kSettings.at(i).name} + " = " + toTomlValue(entry.value) + "  # " +
            sourceOf(entry) + (entry.clamped ? ", clamped\n" : "\n");
    }
    return text;
}

std::string effectiveJson(const LoadedPolicy& loaded)
{
    QJsonObject settings;
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
        const auto& entry = loaded.policy.entry(i);
        settings.insert(latin1(kSettings.at(i).name).toString(),
                        QJsonObject{{QStringLiteral("value"), toJsonValue(entry.value)},
                                    {QStringLiteral("source"), latin1(sourceOf(entry))},
                                    {QStringLiteral("clamped"), entry.clamped}});
    }
    QJsonArray findings;
    for (const auto& finding : loaded.findings)
        findings.append(QJsonObject{{QStringLiteral("severity"), latin1(nameOf(finding.severity))},
                                    {QStringLiteral("file"), latin1(finding.file)},
                                    {QStringLiteral("line"), finding.line},
                                    {QStringLiteral("key"), latin1(finding.key)},
                                    {QStringLiteral("sentence"), latin1(finding.sentence)}});
    const QJsonObject all{{QStringLiteral("sha256"), latin1(loaded.sha256)},
                          {QStringLiteral("accepted"), loaded.accepted},
                          {QStringLiteral("settings"), settings},
                          {QStringLiteral("findings"), findings}};
    return QJsonDocument{all}.toJson(QJsonDocument::Indented).toStdString();
}

std::string explain(std::string_view name)
{
    const auto index = settingIndex(name);
    if (index == kSettings.size())
        return {};
    const auto shared = Policy::defaults(WorkstationClass::Shared).entry(index).value;
    const auto own = Policy::defaults(WorkstationClass::Private).entry(index).value;
    return std::string{name} + '\n' + commentOf(kSettings.at(index)) + "# Default " +
        toTomlValue(shared) + " on a shared workstation, " + toTomlValue(own) +
        " on a private one.\n";
}

std::string exampleFile(WorkstationClass workstation)
{
    std::string text = "# Policy of Sotto. Place it at /etc/sotto/policy.toml, owned by root, mode "
                       "0644, after\n# `sottoctl policy lint FILE`. What is not stated has its "
                       "default. Where files in\n# policy.d/ state the same setting, the stricter "
                       "value counts.\n";
    std::string_view section;
    const auto defaults = Policy::defaults(workstation);
    for (std::size_t i = 0; i < kSettings.size(); ++i) {
        const auto& row = kSettings.at(i);
        const auto& value = defaults.entry(i).value;
        if (sectionOf(row) != section) {
            section = sectionOf(row);
            text.append("\n[").append(section).append("]\n");
        }
        text += '\n' + commentOf(row) + (row.fixed || isUnset(value) ? "# " : "");
        text.append(row.name.substr(section.size() + 1)).append(" = ");
        text += toTomlValue(value) + '\n';
    }
    return text;
}

}  // namespace sotto::policy
