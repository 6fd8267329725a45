// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the administrator set, as a person may read it on the Workstation page.

#include "core/domain/content_export.h"
#include "core/domain/safe_text.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace sotto {

/// One setting in force.
struct SettingSnapshot {
    enum class Source : std::uint8_t { Default, Clinic, Person };

    QString key;       ///< "session.lock_after_s"
    QString sentence;  ///< what it does
    SafeText value;    ///< as in a policy file, without quotes; empty: not set
    QString unit;      ///< "s", "days"; empty: a bare value
    QString rule;      ///< the law or standard it serves, "45 CFR 164.312(b) (R-6)"
    Source source = Source::Default;
    SafeText origin;          ///< Clinic: the file, or the system's policy, that set it
    bool isFixed = false;     ///< no policy may change it
    bool wasClamped = false;  ///< what the file said was out of range
};

struct WorkstationSnapshot {
    SafeText policyName;
    bool accepted = true;
    bool hasFile = false;          ///< false: built-in defaults
    SafeText trouble;              ///< in plain words, where it was not accepted
    QString sha256;                ///< as `sha256sum` prints it
    std::int64_t checkedAtMs = 0;  ///< when the files were last looked at
    QList<SettingSnapshot> settings;

    int lockAfterS = 0;                        ///< in force for this person
    int clinicLockAfterS = 0;                  ///< the person may choose less, never more
    ContentRule copying = ContentRule::Allow;  ///< content.copy
    ContentRule printing = ContentRule::Deny;  ///< content.print
    ContentRule saving = ContentRule::Deny;    ///< content.save_to_disk
    bool promptsForPatients = false;           ///< patient.outside_prompt
    QStringList treatingGroups{};              ///< patient.treating_groups
    QStringList sensitiveLabels{};             ///< patient.sensitive_labels, made safe
    QStringList templates{};                   ///< messages.templates, made safe
    bool blocksCapture = false;                ///< the policy asks for it
    bool captureBlocked = false;               ///< this system does it
    QStringList agreement{};                   ///< policy.agreement, made safe; a paragraph each
    bool agreementDue = false;                 ///< our person has not accepted it yet
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::WorkstationSnapshot)
