// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/patients.h"

#include <algorithm>

namespace sotto::engine {

PatientSnapshot patientSnapshot(const PatientTag& tag, const PatientRules& rules)
{
    using Kind = SafeText::Kind;
    PatientSnapshot out;
    out.name = SafeText::fromUtf8(tag.name, Kind::Name);
    out.number = SafeText::fromUtf8(tag.number, Kind::Name);
    const auto full = tag.name + (tag.name.empty() || tag.number.empty() ? "" : " ") + tag.number;
    out.inLists = SafeText::fromUtf8(rules.fullInLists ? full : shortPatient(tag), Kind::Name);
    for (const auto& label : tag.labels)
        out.labels << SafeText::fromUtf8(label, Kind::Name).string();
    return out;
}

std::optional<PatientSnapshot> patientOf(VaultContext& context, MessageId message)
{
    const auto tag = context.stores.patients.find(message);
    return tag && *tag ? std::optional{patientSnapshot(**tag, context.patients)} : std::nullopt;
}

SafeText lineAbout(const std::optional<PatientSnapshot>& patient, const std::string& text)
{
    auto line = SafeText::fromUtf8(text, SafeText::Kind::Line);
    if (!patient || patient->inLists.isEmpty())
        return line;
    const auto both = line.isEmpty()
        ? patient->inLists.string()
        : patient->inLists.string() + QStringLiteral(" · ") + line.string();
    return SafeText::fromQString(both, SafeText::Kind::Line);
}

std::string phoneBodyAbout(const std::optional<PatientTag>& tag, const std::string& body)
{
    if (!tag)
        return body;
    const auto about = shortPatient(*tag);
    const bool isPart2 = std::ranges::find(tag->labels, kPart2Label) != tag->labels.end();
    return (about.empty() ? "" : "[" + about + "] ") + body +
        (isPart2 ? "\n42 CFR part 2 prohibits unauthorized use or disclosure of these records."
                 : "");
}

}  // namespace sotto::engine
