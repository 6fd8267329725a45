// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/workstation_view.h"

#include "app/compose.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/domain/patient.h"
#include "core/platform/screen_capture.h"
#include "core/policy/policy_report.h"

namespace sotto::app {
namespace {

constexpr auto kLockAfter = settingIndex("session.lock_after_s");

QString latin1(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

std::string wordsOf(const PolicyValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    std::string words;
    for (const auto& word : std::get<std::vector<std::string>>(value))
        words += (words.empty() ? "" : ", ") + word;
    return words;
}

SettingSnapshot snapshotOf(const Setting& row, const Policy::Entry& entry)
{
    using Source = SettingSnapshot::Source;
    SettingSnapshot snapshot;
    snapshot.key = latin1(row.name);
    snapshot.sentence = latin1(row.sentence);
    snapshot.value = SafeText::fromUtf8(wordsOf(entry.value), SafeText::Kind::Line);
    snapshot.unit = latin1(row.unit);
    snapshot.rule = QString::fromStdString(policy::lawOf(row));
    snapshot.source = entry.source == Policy::Source::File ? Source::Clinic
        : entry.source == Policy::Source::User             ? Source::Person
                                                           : Source::Default;
    snapshot.origin = SafeText::fromUtf8(entry.origin, SafeText::Kind::Name);
    snapshot.isFixed = row.fixed;
    snapshot.wasClamped = entry.clamped;
    return snapshot;
}

}  // namespace

QString agreementHash(const Policy& policy)
{
    std::string text;
    for (const auto& paragraph : policy.list("policy.agreement"))
        text += paragraph + '\n';
    return text.empty() ? QString() : QString::fromStdString(toHex(crypto::sha256(viewOf(text))));
}

Policy withLockAfter(Policy policy, int lockAfterS)
{
    if (lockAfterS > 0) {
        policy.offer(kLockAfter, std::int64_t{lockAfterS}, Policy::Source::User, {});
        policy.settle();
    }
    return policy;
}

WorkstationSnapshot workstationOf(const policy::LoadedPolicy& loaded, WallTime checkedAt,
                                  int lockAfterS)
{
    const auto policy = withLockAfter(loaded.policy, lockAfterS);
    WorkstationSnapshot snapshot;
    snapshot.policyName = SafeText::fromUtf8(policy.text("policy.name"), SafeText::Kind::Name);
    snapshot.accepted = loaded.accepted;
    snapshot.hasFile = loaded.hasFile;
    snapshot.trouble = SafeText::fromQString(policyTrouble(loaded), SafeText::Kind::Line);
    snapshot.sha256 = QString::fromStdString(loaded.sha256);
    snapshot.checkedAtMs = toMs(checkedAt);
    for (std::size_t i = 0; i < kSettings.size(); ++i)
        snapshot.settings.append(snapshotOf(kSettings.at(i), policy.entry(i)));
    snapshot.lockAfterS = static_cast<int>(policy.integer("session.lock_after_s"));
    snapshot.clinicLockAfterS = static_cast<int>(loaded.policy.integer("session.lock_after_s"));
    snapshot.copying = contentRule(policy.text("content.copy"));
    snapshot.printing = contentRule(policy.text("content.print"));
    snapshot.saving = contentRule(policy.text("content.save_to_disk"));
    snapshot.promptsForPatients = policy.boolean("patient.outside_prompt");
    for (const auto& group : policy.list("patient.treating_groups"))
        snapshot.treatingGroups << SafeText::fromUtf8(group, SafeText::Kind::Name).string();
    for (const auto& label : policy.list("patient.sensitive_labels"))
        if (isPatientLabel(label))
            snapshot.sensitiveLabels << SafeText::fromUtf8(label, SafeText::Kind::Name).string();
    for (const auto& line : policy.list("messages.templates"))
        snapshot.templates << SafeText::fromUtf8(line, SafeText::Kind::Line).string();
    for (const auto& paragraph : policy.list("policy.agreement"))
        snapshot.agreement << SafeText::fromUtf8(paragraph, SafeText::Kind::Body).string();
    snapshot.blocksCapture = policy.boolean("content.screen_capture_block");
    snapshot.captureBlocked = snapshot.blocksCapture && platform::canBlockScreenCapture();
    return snapshot;
}

}  // namespace sotto::app
